"""The speed suite: its texts and figures; what the model costs is a benchmark, not a test."""

from __future__ import annotations

import pytest

from frontline.bench import speed
from frontline.errors import UsageError


def upper():
    return lambda texts: [text.upper() for text in texts]


def test_reports_of_a_folder_come_first(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "b.txt").write_text("Two words", encoding="utf-8")
    (tmp_path / "wiki_conflict_text").mkdir()
    (tmp_path / "wiki_conflict_text" / "page.md").write_text("word " * 1_200, encoding="utf-8")
    assert speed.texts(tmp_path) == ["Two words"]
    (tmp_path / "reports" / "b.txt").unlink()
    (page,) = speed.texts(tmp_path)
    assert len(page.split()) == speed.PAGE_WORDS


def test_news_documents_of_the_treebank(tmp_path):
    (tmp_path / "ud_gum").mkdir()
    content = "".join(
        f"# newdoc\n# sent_id = GUM_{genre}_x-1\n1\t{genre}\tx\tX\tX\t_\t0\troot\t_\t_\n\n"
        for genre in ("news", "vlog")
    )
    (tmp_path / "ud_gum" / "dev.conllu").write_text(content, encoding="utf-8")
    assert speed.texts(tmp_path) == ["news"]


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(UsageError, match=r"\*\.txt"):
        speed.texts(tmp_path)


def test_figures_and_one_line_when_there_is_no_peer(tmp_path):
    (tmp_path / "a.txt").write_text("The army left the town. " * 20, encoding="utf-8")
    said = []
    figures = speed.run(tmp_path, upper, said.append)
    assert set(figures) == {"words_per_second_1", "words_per_second_2", "reports_per_second_2", "rss_mb"}
    assert all(value > 0 for value in figures.values())
    assert len(said) == 1
    assert "spacy.* are left out" in said[0]
