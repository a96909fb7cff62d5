"""The actors suite: what counts as the right party, and which error a wrong one is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontline.bench import actors
from frontline.bench.actors import Dictionary, figures, outcomes
from frontline.bench.suites import run_suite
from frontline.corpus.actors import Link, LinkedDocument, read_entities, read_links
from frontline.corpus.parse import parse_document
from frontline.errors import CorpusError
from frontline.knowledge.actors import Registry
from frontline.knowledge.shipped import shipped
from frontline.records import Party, Span
from frontline.testing import sentences_from_conllu, text_from_conllu

THEATRE = """
theatre: {id: ruritania, name: War in Ruritania, countries: [AND], from: 1894-07}
actors:
  - {id: ruritania-guard, name: Red Guard of Strelsau, aliases: [RGS], type: rebel}
  - {id: ruritania-league, name: Zenda League, type: militia}
"""
ENTITIES = {"guard": ("Red Guard of Strelsau",), "millers": ("Union of Millers", "Millers")}
CONLLU = """# text = The RGS shelled Zenda.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tRGS\tRGS\tPROPN\tNNP\t_\t3\tnsubj\t_\tName=B-ORG
3\tshelled\tshell\tVERB\tVBD\t_\t0\troot\t_\tPred=ARG0:1-2,ARG1:4-4
4\tZenda\tZenda\tPROPN\tNNP\t_\t3\tobj\t_\tName=B-LOC|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = They withdrew.
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\twithdrew\twithdraw\tVERB\tVBD\t_\t0\troot\t_\tPred=ARG0:1-1|SpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""
HEAD = "war: none\nstyle: wire\npublished: 1895-01-05\ninvented: yes\n---\n"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path = tmp_path_factory.mktemp("theatre") / "ruritania.yml"
    path.write_text(THEATRE, encoding="utf-8")
    return Registry.load((path,))


@pytest.fixture(scope="module")
def dictionary(registry: Registry) -> Dictionary:
    return Dictionary(ENTITIES, registry)


def party(name: str, kind: str = "unknown", actor: str | None = None) -> Party:
    return Party(Span("r", 0, len(name), name), name, kind, actor)


def link(*parties: str, kind: str = "description") -> Link:
    return Link(0, 1, kind, tuple(tuple(one.split("|")) for one in parties))


def errors(dictionary: Dictionary, *phrases: tuple[Link, tuple[Party, ...]]) -> list[str]:
    return [outcome.error for outcome in outcomes(phrases, dictionary)]


GUARD = party("RGS", "rebel", "ruritania-guard")
LEAGUE = party("Zenda League", "militia", "ruritania-league")


@pytest.mark.parametrize(
    ("wanted", "found", "error"),
    [
        (link("ruritania-guard"), (GUARD,), ""),
        (link("guard"), (GUARD,), ""),
        (link("ruritania-league|guard"), (GUARD,), ""),
        (link("guard"), (LEAGUE,), "wrong_link"),
        (link("guard"), (party("Red Guard of Strelsau", "rebel"),), "missed_link"),
        (link("guard"), (), "no_party"),
        (link("millers"), (party("angry Millers"),), ""),
        (link("local:Anna Miller"), (party("old Anna Miller"),), ""),
        (link("local:Anna Miller"), (party("Anna"),), "missed_link"),
        (link("local:Anna Miller"), (LEAGUE,), "over_link"),
        (link("type:unidentified-armed"), (party("gunmen", "criminal"),), ""),
        (link("type:civilians"), (party("gunmen", "criminal"),), "wrong_type"),
        (link("type:civilians"), (party("men", "unknown"),), "wrong_type"),
        (link("type:media"), (party("papers", "media"),), ""),
        (link("type:rebel"), (GUARD,), "over_link"),
        (link("type:civilians"), (), "no_party"),
        (link("none"), (), ""),
        (link("none"), (party("a boat"),), ""),
        (link("none"), (GUARD,), "over_link"),
        (link("type:civilians|none"), (), ""),
        (link("guard", "ruritania-league"), (GUARD, LEAGUE), ""),
        (link("guard", "ruritania-league"), (GUARD,), "wrong_link"),
        (link("guard"), (GUARD, LEAGUE), "wrong_link"),
    ],
)
def test_what_is_right(wanted: Link, found: tuple[Party, ...], error: str, dictionary: Dictionary) -> None:
    assert errors(dictionary, (wanted, found)) == [error]


def test_mentions_of_an_unlisted_party_must_come_to_one_name(dictionary: Dictionary) -> None:
    named = (link("millers", kind="name"), (party("Union of Millers"),))
    same = (link("millers", kind="pronoun"), (party("Union of Millers"),))
    other = (link("millers", kind="pronoun"), (party("the union"),))
    assert errors(dictionary, named, same, other) == ["", "", "missed_link"]


def test_figures_by_kind_and_sort(dictionary: Dictionary) -> None:
    judged = list(
        outcomes(
            [
                (link("guard", kind="alias"), (GUARD,)),
                (link("guard", kind="pronoun"), (LEAGUE,)),
                (link("type:civilians", kind="pronoun"), (party("people", "civilians"),)),
                (link("millers"), ()),
            ],
            dictionary,
        )
    )
    found = figures(judged, "unseen.")
    assert found["unseen.accuracy"] == 0.5
    assert (found["unseen.pronoun.accuracy"], found["unseen.pronoun.linked_accuracy"]) == (0.5, 0.0)
    assert (found["unseen.registry.accuracy"], found["unseen.unnamed.accuracy"]) == (0.5, 1.0)
    assert (found["unseen.errors.wrong_link"], found["unseen.errors.no_party"]) == (0.25, 0.25)
    assert found["unseen.accuracy"] + sum(found[f"unseen.errors.{name}"] for name in actors.ERRORS) == 1.0
    assert "unseen.name.accuracy" not in found
    assert figures([]) == {}


def test_a_document_is_read_and_judged(registry: Registry, dictionary: Dictionary) -> None:
    text = text_from_conllu(CONLLU)
    claims = '1 shelling asserted "shelled" actor "The RGS"\n1 withdraw asserted "withdrew" actor "They"\n'
    document, faults = parse_document("one", f"{HEAD}{text}\n---\n{claims}", shipped().codebook)
    assert document is not None
    assert not faults
    sentences = sentences_from_conllu(CONLLU)
    at = text.index("They")
    links = (
        Link(0, 7, "alias", (("guard",),)),
        Link(at, at + 4, "pronoun", (("guard",),)),
        Link(at, at + 4, "pronoun", (("ruritania-league",),)),
    )
    knowledge = replace(shipped(), registry=registry)
    found = actors.judge(LinkedDocument(document, links), lambda _, __: sentences, knowledge, dictionary)
    assert [outcome.error for outcome in found] == ["", "", "wrong_link"]


def test_a_folder_of_another_is_measured_the_same_way(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "entities.toml").write_text('[entities]\nguard = ["Red Guard of Strelsau"]\n', encoding="utf-8")
    (tmp_path / "one.actors").write_text("", encoding="utf-8")
    assert read_entities(tmp_path) == {"guard": ("Red Guard of Strelsau",)}
    with pytest.raises(CorpusError, match="no annotated document 'one'"):
        read_links(tmp_path, [], registry)
    with pytest.raises(CorpusError, match="no annotated document there"):
        run_suite("actors", tmp_path, "dev")
