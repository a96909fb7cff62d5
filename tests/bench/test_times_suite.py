"""The times suite, on a small TimeML file of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.bench import times
from frontline.errors import UsageError
from frontline.language.annotation import Sentence, Token
from frontline.language.tokens import split

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-12-06">2024-12-06</TIMEX3></DCT>
<TEXT>
The town fell on <TIMEX3 tid="t1" type="DATE" value="2024-12-05">Thursday</TIMEX3>. It was taken in
<TIMEX3 tid="t2" type="DATE" value="2015">March 2015</TIMEX3> and held for
<TIMEX3 tid="t3" type="DURATION" value="P3Y">some three years</TIMEX3>, {more}.
</TEXT></TimeML>"""


def bare(text: str, offset: int) -> tuple[Sentence, ...]:
    """Cut a text into sentences of words without tags or a tree."""
    return tuple(
        Sentence(
            offset + words[0][0],
            offset + words[-1][1],
            tuple(Token(offset + a, offset + b, text[a:b], text[a:b].lower(), "", "", -1, "") for a, b in words),
            (),
            (),
        )
        for words in split(text)
    )


def test_figures(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "tml"
    folder.mkdir(parents=True)
    more = 'until <TIMEX3 tid="t4" type="DATE" value="PAST_REF">the Iron Age</TIMEX3>'
    (folder / "one.tml").write_text(TML.format(more=more), encoding="utf-8")
    # Ours: Thursday, March 2015 (the value differs), some three years; not "the Iron Age". 3 found, 4 marked.
    assert times.run(tmp_path, "dev", bare) == {
        "own.span_f1_strict": round(2 * 3 / 7, 4),
        "own.span_f1_relaxed": round(2 * 3 / 7, 4),
        "own.value_f1": round(2 * 2 / 7, 4),
        "own.type_f1": round(2 * 3 / 7, 4),
    }


def test_no_value_is_written_null_in_some_sets(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(TML.format(more='at <TIMEX3 type="DATE" value="null">the same time</TIMEX3>'), encoding="utf-8")
    assert times.read_document(path).gold[-1].value == ""


def test_offsets_of_the_gold_are_those_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(TML.format(more="it is said"), encoding="utf-8")
    document = times.read_document(path)
    assert [document.text[t.start : t.end] for t in document.gold] == ["Thursday", "March 2015", "some three years"]


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no TimeML files"):
        times.run(tmp_path, "dev", bare)


def test_not_xml(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(UsageError, match="not TimeML"):
        times.run(tmp_path, "dev", bare)
