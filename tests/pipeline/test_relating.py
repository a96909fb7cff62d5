"""Relating: what joins two marked parties of a sentence, and what governs it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.bench.relations import Item, relate, unmark
from frontline.knowledge.plover import load_plover
from frontline.knowledge.shipped import shipped
from frontline.language import Sentence, load
from frontline.language.annotation import Telling
from frontline.pipeline.definitions import nearest_type
from frontline.pipeline.relating import Relation

CASES = [
    ("<s>The foreign minister</s> met <t>the rebel leader</t> in the capital.", "CONSULT"),
    ("<s>The government</s> agreed to meet <t>the rebels</t>.", "AGREE"),
    ("<s>The government</s> refused to meet <t>the rebels</t>.", "REJECT"),
    ("<s>The president</s> praised <t>the neighbouring kingdom</t> for its patience.", "SUPPORT"),
    ("<s>The ministry</s> accused <t>the militia</t> of burning the school.", "ACCUSE"),
    ("<s>The bishop</s> urged <t>the militia</t> to free the hostages.", "REQUEST"),
    ("<s>The bishop</s> said that <t>the militia</t> must leave.", "REQUEST"),
    ("<s>The militia</s> released <t>twelve hostages</t> on Friday.", "YIELD"),
    ("<t>Twelve hostages</t> were released by <s>the militia</s> on Friday.", "YIELD"),
    ("<s>The kingdom</s> accepted the demands of <t>the republic</t>.", "YIELD"),
    ("<s>The kingdom</s> suspended aid to <t>the republic</t>.", "SANCTION"),
    ("<s>The kingdom</s> lifted sanctions on <t>the republic</t>.", "YIELD"),
    ("<s>The kingdom</s> failed to reach an agreement with <t>the republic</t>.", "REJECT"),
    ("<s>The kingdom</s> threatened to attack <t>the republic</t>.", "THREATEN"),
    ("<s>Police</s> arrested <t>three students</t>.", "COERCE"),
]


def related(marked: str, *tellings: Telling) -> Relation:
    """Relate by rules and words alone, or with what a model tells."""

    def annotate(text: str, offset: int) -> tuple[Sentence, ...]:
        return tuple(replace(one, tellings=tellings or None) for one in load()(text, offset))

    return relate(Item(*unmark(marked), "AGREE", 1), annotate, shipped(), load_plover())


def told(token: int, kind: str, share: float, stance: str = "asserted") -> Telling:
    return Telling(token, share, ((kind, share),), ((stance, 1.0),), 0.0, ())


@pytest.mark.parametrize(("marked", "asked"), CASES)
def test_the_deed_between_two_parties_gives_the_type(marked: str, asked: str):
    assert related(marked).type == asked


def test_what_the_model_tells_of_a_word_decides_where_the_lists_are_silent():
    marked = "<s>The gunmen</s> mauled <t>the patrol</t>."
    assert related(marked, told(2, "attack", 0.4)) == ("ASSAULT", "telling")
    assert related(marked, told(2, "attack", 0.4, "planned")) == ("THREATEN", "telling")
    assert related(marked, told(2, "attack", 0.9)) == ("ASSAULT", "claim")


def test_a_listed_word_outvotes_a_kind_told_with_a_small_share_only():
    marked = "<s>The minister</s> praised <t>the patrol</t>."
    assert related(marked, told(2, "accuse", 0.4)) == ("SUPPORT", "word")
    assert related(marked, told(2, "accuse", 0.9)).type == "ACCUSE"


def test_words_without_a_deed_go_to_the_nearest_definition():
    plover = load_plover()
    assert nearest_type(["ultimatum", "menacing"], plover) == "THREATEN"
    assert nearest_type(["zzz"], plover) == "CONSULT"
