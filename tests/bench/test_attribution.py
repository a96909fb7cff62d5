"""The attribution suite, on a small article of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.bench import attribution
from frontline.bench.attribution import Said, outermost, read_article, score
from frontline.errors import KnowledgeError, UsageError
from frontline.knowledge.shipped import shipped
from frontline.language import load

TEXT = "The mayor told us: “The dam holds.” Later he denied that it leaks.\n\nAllegedly two pumps failed.\n"


def _mark(number: int, label: str, *pieces: str) -> str:
    bounds = ";".join(f"{TEXT.index(piece)} {TEXT.index(piece) + len(piece)}" for piece in pieces)
    return f"T{number}\t{label} {bounds}\t{' '.join(pieces)}\n"


ANN = (
    _mark(1, "Source", "The mayor")
    + "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3 Content2:T4\n"
    + _mark(2, "Cue", "told us")
    + _mark(3, "Content", "“The dam")
    + _mark(4, "Content", "holds.”")
    + _mark(5, "Cue", "Allegedly")
    + _mark(6, "Content", "two", "failed")
    + "E2\tAttribution-no-source:T5 Cue:T5 Content:T6\n"
)


def _laid_out(folder: Path, ann: str = ANN) -> Path:
    """Lay one article out as PolNeAR has it; return its .ann file."""
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    (folder / "text" / "river_2001.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "attributions" / "river_2001_ab12.ann"
    path.write_text(ann, encoding="utf-8")
    return path


def _at(*words: str) -> frozenset[int]:
    return frozenset(TEXT.index(word) for word in words)


def test_a_file_of_marks(tmp_path: Path) -> None:
    article = read_article(_laid_out(tmp_path))
    assert article.text == TEXT
    assert article.gold == (
        Said(_at("The mayor", "mayor"), _at("told", "us:"), _at("The dam", "dam", "holds")),
        Said(frozenset(), _at("Allegedly"), _at("two", "failed")),
    )


def test_offsets_count_carriage_returns(tmp_path: Path) -> None:
    path = tmp_path / "one.ann"
    (tmp_path / "one.txt").write_bytes(b"Rain.\r\nHe said so.")
    path.write_text("T1\tSource 7 9\tHe\nT2\tCue 10 14\tsaid\nE1\tAttribution:T2 Source:T1 Cue:T2\n", encoding="utf-8")
    assert read_article(path).gold == (Said(frozenset({7}), frozenset({10}), frozenset()),)


@pytest.mark.parametrize(
    ("ann", "message"),
    [
        ("T1\tSource 0\tThe\n", "1: not a mark"),
        ("E1\tAttribution:T2 Cue:T2\n", "1: Cue:T2 names no mark"),
    ],
)
def test_wrong_marks_say_where(tmp_path: Path, ann: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_article(_laid_out(tmp_path, ann))


def test_a_missing_text_is_said(tmp_path: Path) -> None:
    path = _laid_out(tmp_path)
    (tmp_path / "text" / "river_2001.txt").unlink()
    with pytest.raises(KnowledgeError, match="text is missing"):
        read_article(path)


def test_figures() -> None:
    words = frozenset
    gold = [
        Said(words({1, 2}), words({3}), words({4, 5, 6})),
        Said(words(), words({20}), words({21, 22})),
        Said(words({30}), words({31}), words({32})),
    ]
    ours = [
        Said(words({2}), words({3}), words({4, 5, 6})),
        Said(words({24}), words({20}), words({22, 23})),
    ]
    figures = score([(gold, ours)])
    assert figures["attributions"] == 3
    assert figures["source_f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert figures["source_exact_f1"] == 0
    assert figures["content_precision"] == pytest.approx(4 / 5)
    assert figures["content_recall"] == pytest.approx(4 / 6)
    assert figures["content_exact_f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert figures["cue_f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert figures["attribution_f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert figures["source_accuracy"] == pytest.approx(1 / 2)


def test_the_inner_of_nested_attributions_is_content() -> None:
    outer = Said(frozenset({1}), frozenset({2}), frozenset({3, 4, 5}))
    inner = Said(frozenset({3}), frozenset({4}), frozenset({5}))
    assert outermost([inner, outer]) == [outer]


def test_what_frontline_finds_in_a_text() -> None:
    text = "The clerk denied that the bridge was closed. It rained."
    (said,) = attribution.found(text, load(), shipped())
    assert text.index("clerk") in said.source
    assert said.cue == {text.index("denied")}
    assert said.content == {text.index(word) for word in ("that", "the ", "bridge", "was", "closed")}


def test_the_split_is_the_folder_s_name(tmp_path: Path) -> None:
    _laid_out(tmp_path / "polnear" / "test")
    broken = _laid_out(tmp_path / "polnear" / "dev")
    broken.write_text("T1\tSource\n", encoding="utf-8")
    assert attribution.run(tmp_path, "test", load(), shipped())["attributions"] == 2


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no standoff files"):
        attribution.run(tmp_path, "dev", load(), shipped())
