import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontline.reading.pagehead import read_page_head

LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "1999-01-01"},'
    ' {"@type": ["NewsArticle"], "headline": "x", "datePublished": "2024-12-06T14:05:00Z", "dateModified": "2024-12-09"}]}</script>'
)


@pytest.fixture
def saved(tmp_path, page):
    def save(name="a.html", encoding="utf-8", **parts):
        path = tmp_path / name
        path.write_bytes(page(**parts).encode(encoding))
        return path

    return save


def test_a_page_gives_its_article_and_its_metadata(saved, outcomes):
    head = (
        '<title>Alliance takes Dobruta - Example Post</title><meta property="og:site_name" content="Example Post">'
        '<meta name="author" content="Jane Doe"><link rel="canonical" href="https://example.org/dobruta">' + LINKED
    )
    path = saved(head=head, lead="DOBRUTA (Reuters) – ")
    [report], problems = outcomes(path)
    assert problems == []
    assert (report.title, report.outlet, report.byline) == ("Alliance takes Dobruta", "Example Post", ("Jane Doe",))
    assert (report.agency, report.dateline, report.language) == ("Reuters", ("DOBRUTA",), "en")
    assert (report.published, report.path) == (datetime(2024, 12, 6, 14, 5, tzinfo=UTC), str(path))
    assert "Home" not in report.text
    assert "reached the camp at Lesna" in report.text
    assert [report.text[start:end] for start, end in report.furniture] == [
        "Alliance takes Dobruta",
        "DOBRUTA (Reuters) – ",
    ]


def test_a_date_is_never_guessed_from_prose_address_or_copyright(saved, outcomes):
    head = '<link rel="canonical" href="https://example.org/2024/12/06/dobruta"><meta name="last-modified" content="2024-12-08">'
    lead = "On 6 December 2024 the war changed. "
    [report], [problem] = outcomes(saved(head=head, lead=lead))
    assert report.published is None
    assert (problem.what, problem.fatal) == ("no publication date", False)


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        (LINKED, "2024-12-06T14:05:00Z"),
        ('<meta property="article:published_time" content="2024-12-06">', "2024-12-06"),
        ('<META NAME="DC.date.issued" CONTENT="2024-12-06"/>', "2024-12-06"),
        ('<time itemprop="datePublished" datetime="2024-12-06">Friday</time>', "2024-12-06"),
        ('<time pubdate datetime="2024-12-06">Friday</time>', "2024-12-06"),
        ('<time datetime="2024-12-06">Friday</time>', None),
        ('<meta property="article:modified_time" content="2024-12-06">', None),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2024-12-06"}</script>', None),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<![broken declaration ><meta name="date" content="2024-12-06">', None),
    ],
)
def test_where_a_page_states_its_date(markup, published):
    assert read_page_head(f"<html><head>{markup}</head></html>").published == published


def test_dates_that_contradict_each_other_are_not_chosen_from(saved, outcomes):
    head = '<meta name="date" content="2024-12-06"><meta name="pubdate" content="2024-12-09">'
    [report], [problem] = outcomes(saved(head=head))
    assert report.published is None
    assert '"2024-12-06", "2024-12-09"' in problem.what


@pytest.mark.parametrize("body", ["", "<p>Please log in.</p>", "<ul><li>Home</li><li>World</li></ul>"])
def test_a_page_without_an_article_is_a_problem(saved, outcomes, body):
    reports, [problem] = outcomes(saved(body=body))
    assert reports == []
    assert problem.what == "an HTML page without an article"


def test_the_declared_charset_is_obeyed(saved, outcomes):
    lead = "Café owners in Łódź fled. "
    [report], _ = outcomes(saved(head='<meta charset="iso-8859-2">', lead=lead, encoding="iso-8859-2"))
    assert lead in report.text
    [problem] = outcomes(saved(head='<meta charset="utf-8">', lead="Café. ", encoding="cp1252"))[1]
    assert "not UTF-8 text: 0xe9 at byte" in problem.what
    [problem] = outcomes(saved(head='<meta charset="x-klingon">'))[1]
    assert 'unknown encoding "x-klingon"' in problem.what


def test_xhtml_with_an_xml_declaration(tmp_path, page, outcomes):
    path = tmp_path / "a.xhtml"
    path.write_text('<?xml version="1.0" encoding="utf-8"?>\n' + page(), encoding="utf-8")
    assert len(outcomes(path)[0]) == 1


def test_pages_under_other_names_are_known_by_their_bytes(saved, outcomes):
    assert outcomes(saved("story"), published=date(2024, 12, 6))[0][0].title == "Alliance takes Dobruta"
    assert outcomes(saved("story.txt"), published=date(2024, 12, 6))[0][0].title == "Alliance takes Dobruta"


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("<>/!-[]\"'=&; adhimprtv\n?"), max_size=120))
def test_no_markup_makes_the_head_reader_fail(markup):
    assert read_page_head(f"<html>{markup}").published is None or "date" in markup


def test_trafilatura_is_not_imported_before_it_is_needed():
    code = "import sys, frontline.reading; sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
