"""The cast of a report: parties and sources of annotated sentences, case by case (cases/actors.txt)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from frontline.extraction.actors import Cast
from frontline.extraction.name_spotting import spot_names
from frontline.knowledge.actors import PARTY_TYPES, Registry
from frontline.language.annotation import Sentence
from frontline.language.tree import Tree
from frontline.records.report import Report, report_id
from frontline.testing import sentences_from_conllu, text_from_conllu

REGISTRY = Registry.load()
NO_SPACE_BEFORE = re.compile(r"[.,)]|'s|-|-")


@dataclass
class Case:
    name: str
    day: date | None
    sentences: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for line in (Path(__file__).parent / "cases" / "actors.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("case "):
            _, name, *day = line.split()
            cases.append(Case(name, date.fromisoformat(day[0]) if day else None))
        elif line.startswith(("party ", "parties ", "source ", "named ")):
            cases[-1].expected.append(line)
        elif line and not line.startswith("#"):
            cases[-1].sentences.append(line)
    return cases


def conllu(lines: list[str]) -> str:
    blocks = []
    for line in lines:
        rows, words = [], [word.replace("./PUNCT/./", ".\0PUNCT\0.\0").replace("/", "\0") for word in line.split()]
        for number, word in enumerate(words, start=1):
            form, upos, xpos, head, relation, *rest = word.split("\0")
            lemma = rest[0] if rest and rest[0] else form if upos == "PROPN" else form.lower()
            misc = [f"Name={rest[1]}"] if len(rest) > 1 else []
            after = words[number].split("\0")[0] if number < len(words) else "."
            if NO_SPACE_BEFORE.fullmatch(after) or form in {"(", "-"}:
                misc.append("SpaceAfter=No")
            rows.append(
                "\t".join((str(number), form, lemma, upos, xpos, "_", head, relation, "_", "|".join(misc) or "_"))
            )
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n\n"


def cast_over(
    report: Report, sentences: tuple[Sentence, ...], places: Mapping[str, int] = MappingProxyType({})
) -> Cast:
    trees = [Tree(sentence) for sentence in sentences]
    return Cast.of(report, trees, REGISTRY, [spot_names(sentence, REGISTRY) for sentence in sentences], places)


def cast_of(case: Case) -> tuple[Cast, Report, tuple[Sentence, ...]]:
    content = conllu(case.sentences)
    text = text_from_conllu(content)
    report = Report(report_id(text, case.day), text, published=case.day)
    sentences = sentences_from_conllu(content)
    return cast_over(report, sentences), report, sentences


def place(sentences: tuple[Sentence, ...], number: str, word: str) -> tuple[int, int]:
    form, _, nth = word.partition("#")
    sentence = int(number) - 1
    found = [index for index, token in enumerate(sentences[sentence].tokens) if token.text == form]
    return sentence, found[int(nth or 1) - 1]


CASES = read_cases()
EXPECTED = [(case, line) for case in CASES for line in case.expected]


@pytest.mark.parametrize(("case", "line"), EXPECTED, ids=[f"{case.name}: {line}" for case, line in EXPECTED])
def test_case(case: Case, line: str) -> None:
    cast, _, sentences = cast_of(case)
    left, _, right = line.partition(" = ")
    kind, number, word = left.split()
    where = place(sentences, number, word)
    if kind == "source":
        found = cast.source_kind(*where)
        people = "-" if found.people is None else str(found.people)
        said = f"{found.kind} {found.affiliation or '-'} {people} {'anonymous' if found.anonymous else 'open'}"
        assert said == right
        return
    if kind == "parties":
        assert [party.id for party in cast.parties(*where)] == right.split()
        return
    party = cast.party(*where)
    if kind == "named":
        assert party is not None
        assert " < ".join((party.name, *(link.span.text for link in party.chain))) == right
        return
    if party is None:
        assert right == "none"
        return
    assert f'{party.id or "-"} {party.type} {party.via.replace(" ", "_")} "{party.span.text}"' == right


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_spans_are_exact_and_types_are_known(case: Case) -> None:
    cast, report, sentences = cast_of(case)
    for number, sentence in enumerate(sentences):
        for head in range(len(sentence.tokens)):
            party = cast.party(number, head)
            if party is not None:
                assert report.text[party.span.start : party.span.end] == party.span.text
                assert party.type in PARTY_TYPES
                assert party.name
                assert party.id is None or REGISTRY.get(party.id) is not None
            source = cast.source(number, head)
            assert source.span is not None
            assert report.text[source.span.start : source.span.end] == source.text


def test_the_cast_knows_the_theatre() -> None:
    cast, _, _ = cast_of(CASES[0])
    assert cast.theatre is not None
    assert cast.theatre.id == "syria"
    assert cast.focus == "SYR"


def test_a_report_without_words_has_no_cast() -> None:
    cast = Cast.of(Report("r0", ""), (), REGISTRY, ())
    assert cast.theatre is None
    assert cast.focus is None


def test_reading_twice_gives_the_same() -> None:
    for case in CASES:
        first, _, sentences = cast_of(case)
        second, _, _ = cast_of(case)
        places = [(number, head) for number, sentence in enumerate(sentences) for head in range(len(sentence.tokens))]
        assert [first.party(*at) for at in reversed(places)] == [second.party(*at) for at in reversed(places)]
        assert [first.party(*at) for at in places] == [first.party(*at) for at in places]


TOOK = """\
# text = Rebels took the mill.
1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\ttook\ttake\tVERB\tVBD\t_\t0\troot\t_\t_
3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_
4\tmill\tmill\tNOUN\tNN\t_\t2\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.mark.parametrize(
    ("places", "actor", "name"), [({}, None, "rebels"), ({"SYR": 2}, "syria-rebels", "rebels (Syria)")]
)
def test_where_no_word_names_the_war_its_places_do_and_a_capital_at_the_head_of_a_sentence_makes_no_name(
    places: dict[str, int], actor: str | None, name: str
) -> None:
    text = text_from_conllu(TOOK)
    report = Report(report_id(text, date(2024, 12, 1)), text, published=date(2024, 12, 1))
    party = cast_over(report, sentences_from_conllu(TOOK), places).party(0, 0)
    assert party is not None
    assert (party.id, party.name) == (actor, name)
