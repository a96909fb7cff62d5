"""Kinds found by likeness: with states made by hand, so that what is like what is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from frontline.errors import KnowledgeError
from frontline.extraction import Scene, claims
from frontline.extraction.likeness import STATES, WEIGHTS, Likeness, Words, signals_of, threshold_of
from frontline.knowledge.codebook import Codebook
from frontline.knowledge.own_kinds import OwnKinds
from frontline.knowledge.own_kinds_file import read_kinds
from frontline.knowledge.shipped import shipped
from frontline.language.annotation import Argument, Predicate, Sentence, Token
from frontline.pipeline.kinds_check import remarks
from frontline.reading import read_text
from frontline.reading.options import ReadingOptions
from frontline.records import Maker, Report

CLEARING = ("cleared", "defused", "removed", "swept")
KINDS = """\
kinds:
  - key: mine-clearance
    title: Clearance of mines
    definition: Somebody removes mines.
    roles: [actor, cargo]
    examples: [Sappers *cleared* mines., Soldiers *defused* mines., Deminers *removed* mines., Sappers *swept* mines.]
    counterexamples: [Rebels *laid* mines.]
"""


def annotate(text: str) -> tuple[Sentence, ...]:
    """Sentences of "somebody verbs something": the verbs of clearing have states of their own direction."""
    return tuple(_sentence(text, part.strip()) for part in text.split(".") if part.strip())


def _sentence(text: str, part: str) -> Sentence:
    words, start, tokens = part.split()[:3], text.index(part), []
    for at, word in enumerate(words):
        here = text.index(word, start)
        upos, deprel = (("NOUN", "nsubj"), ("VERB", "root"), ("NOUN", "obj"))[at]
        tokens.append(Token(here, here + len(word), word, word.lower(), upos, "", -1 if at == 1 else 1, deprel))
    arguments = tuple(Argument(f"ARG{at // 2}", at, at + 1, at) for at in (0, 2) if at < len(words))
    states = np.stack([_state(word) for word in words])
    verbs = (Predicate(1, arguments),) if len(words) > 1 else ()
    return Sentence(tokens[0].start, tokens[-1].end, tuple(tokens), (), verbs, (), vectors=states)


def _state(word: str) -> NDArray[np.float32]:
    """A state by the letters of the word, with a part that verbs of clearing share."""
    noise = np.random.default_rng(list(word.encode())).normal(size=sum(STATES))
    shared = np.random.default_rng(7).normal(size=sum(STATES))
    return (noise + (3 * shared if word in CLEARING else 0)).astype(np.float32)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnKinds:
    path = tmp_path_factory.mktemp("kinds") / "own.yml"
    path.write_text(KINDS, encoding="utf-8")
    return read_kinds(path, Codebook.load())


@pytest.fixture(scope="module")
def likeness(own: OwnKinds) -> Likeness:
    return Likeness.learn(own.kinds, Codebook.load().kinds, annotate)


def test_a_word_like_the_examples_is_found_and_another_is_not(likeness: Likeness) -> None:
    found = likeness.find(annotate("Engineers cleared shells.")[0])
    assert [(one.token, one.kind.kind.key, one.part) for one in found] == [(1, "mine-clearance", "verb")]
    assert found[0].score == pytest.approx(float(np.dot(found[0].signals, WEIGHTS)), abs=1e-4)
    assert likeness.find(annotate("Engineers painted walls.")[0]) == ()


def test_what_is_learned_says_how_sure_it_is(likeness: Likeness) -> None:
    learned = likeness.learned[0]
    assert learned.found == len(learned.alone) == 4
    assert 0 <= learned.mistaken < 0.01  # the codebook's own examples tell of mines that were cleared
    assert max(learned.contrary) < learned.threshold <= min(learned.alone)


def test_an_example_that_is_left_out_does_not_speak_for_itself() -> None:
    states = np.zeros((2, sum(STATES)), dtype=np.float32)
    states[0, 0] = states[1, 1] = 1.0
    words = Words(("clear", "defuse"), states)
    assert signals_of(words, words)[:, 0].tolist() == [1.0, 1.0]
    assert signals_of(words, words, [0, 1])[:, 0].tolist() == [0.0, 0.0]
    assert signals_of(words, words, [0, 1])[:, 1].tolist() == [0.0, 0.0]


def test_the_threshold_stands_between_the_background_and_the_best_examples() -> None:
    others = np.array([-0.1, 0.0, 0.1] * 50, dtype=np.float32)
    floor = 3 * float(others.std())
    alone = np.array([0.9, 0.8, 0.2], dtype=np.float32)
    assert threshold_of(alone, others) == pytest.approx(floor + (0.9 - floor) / 4, abs=1e-5)
    assert threshold_of(np.array([0.0], dtype=np.float32), others) == pytest.approx(floor, abs=1e-5)


def test_a_claim_of_a_users_kind_has_its_roles_and_the_users_hash(own: OwnKinds, likeness: Likeness) -> None:
    report = next(one for one in read_text("Rebels cleared mines.", ReadingOptions()) if isinstance(one, Report))
    knowledge = replace(shipped(), codebook=own.codebook)
    scene = Scene.of(report, annotate(report.text), knowledge, likeness)
    found = claims(scene, Maker("extraction", "1", "by hand", own.codebook.hash))
    assert [one.kind for one in found] == ["mine-clearance"]
    assert [party.span.text for party in found[0].roles.actor] == ["Rebels"]
    assert [span.text for span in found[0].roles.cargo] == ["mines"]
    assert found[0].trigger.text == "cleared"


def test_an_odd_example_and_a_taken_counterexample_are_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "odd.yml"
    odd = KINDS.replace("Sappers *swept* mines.", "Sappers *sang* songs.").replace("*laid*", "*defused*")
    path.write_text(odd, encoding="utf-8")
    core = Codebook.load()
    said = remarks(Likeness.learn(read_kinds(path, core).kinds, core.kinds, annotate))
    assert [remark.line for remark in said] == [6, 7]
    assert "do not find this one" in said[0].text
    assert "would be taken" in said[1].text


def test_two_kinds_of_the_same_examples_are_too_near(tmp_path: Path) -> None:
    path = tmp_path / "two.yml"
    path.write_text(KINDS + KINDS.removeprefix("kinds:\n").replace("mine-clearance", "demining"), encoding="utf-8")
    core = Codebook.load()
    said = remarks(Likeness.learn(read_kinds(path, core).kinds, core.kinds, annotate))
    assert [(remark.kind, "would take 4 of its 4" in remark.text) for remark in said] == [
        ("mine-clearance", True),
        ("demining", True),
    ]


def test_an_example_without_a_word_is_refused(own: OwnKinds) -> None:
    kind = own.kinds[0]
    empty = replace(kind, examples=(kind.examples[0]._replace(start=7, end=8), *kind.examples[1:]))
    with pytest.raises(KnowledgeError, match="line 6"):
        Likeness.learn([empty], Codebook.load().kinds, annotate)
