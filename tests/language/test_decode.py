"""Decoding is exact: against trying every tree and every label sequence."""

from itertools import pairwise, product

import numpy as np
import pytest

from frontline.language.decode import (
    FAR,
    Labelled,
    bio_spans,
    bioes_edges,
    bioes_spans,
    bioes_transitions,
    edmonds,
    held_together,
    is_tree,
    role_sequences,
    role_spans,
    tree_heads,
    viterbi,
)

NAMES = ("O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG")
ROLES = ("O", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1")


def every_tree(size: int) -> list[np.ndarray]:
    return [np.array(heads) for heads in product(range(size + 1), repeat=size) if is_tree(np.array(heads))]


def total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


@pytest.mark.parametrize("heads", [[0], [0, 1], [2, 0], [2, 3, 0]])
def test_a_tree_is_a_tree(heads):
    assert is_tree(np.array(heads))


@pytest.mark.parametrize("heads", [[0, 0], [2, 1], [1], [2, 1, 0], [2, 3, 1]])
def test_two_roots_or_a_cycle_are_no_tree(heads):
    assert not is_tree(np.array(heads))


@pytest.mark.parametrize("seed", range(30))
def test_the_tree_is_the_best_of_all_with_one_root(seed):
    rng = np.random.default_rng(seed)
    arcs = rng.normal(size=(4, 5)).astype(np.float32)
    arcs[:, 0] += seed % 3  # several words would like to be the root
    found = tree_heads(arcs)
    assert is_tree(found)
    best = max(total(arcs, heads) - np.logaddexp.reduce(masked(arcs), axis=1).sum() for heads in every_tree(4))
    assert total(arcs, found) - np.logaddexp.reduce(masked(arcs), axis=1).sum() == pytest.approx(best, abs=1e-4)


def masked(arcs: np.ndarray) -> np.ndarray:
    scores = arcs.copy()
    np.fill_diagonal(scores[:, 1:], FAR)
    return scores


def test_a_long_sentence_of_equal_scores_is_still_a_tree():
    assert is_tree(tree_heads(np.zeros((60, 61), dtype=np.float32)))


def test_edmonds_opens_a_cycle_where_it_costs_least():
    scores = np.array([[0, 0, 0], [1.0, 0, 5.0], [3.0, 5.0, 0]], dtype=np.float64)
    assert edmonds(scores).tolist() == [0, 2, 0]


@pytest.mark.parametrize("seed", range(10))
def test_viterbi_finds_the_best_sound_sequence(seed):
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(4, len(NAMES))).astype(np.float32)
    transitions = bioes_transitions(NAMES, rng.normal(size=(len(NAMES), len(NAMES))).astype(np.float32))
    first, last = bioes_edges(NAMES)
    emissions[0] += first
    emissions[-1] += last

    def value(sequence):
        steps = sum(transitions[a, b] for a, b in pairwise(sequence))
        return sum(emissions[at, label] for at, label in enumerate(sequence)) + steps

    best = max(product(range(len(NAMES)), repeat=4), key=value)
    assert viterbi(emissions, transitions).tolist() == list(best)


def test_names_are_read_off_a_sequence():
    sequence = np.array([NAMES.index(label) for label in ("S-ORG", "O", "B-PER", "I-PER", "E-PER", "S-PER")])
    assert bioes_spans(sequence, NAMES) == [Labelled(0, 1, "ORG"), Labelled(2, 5, "PER"), Labelled(5, 6, "PER")]


@pytest.mark.parametrize("seed", range(10))
def test_role_sequences_are_the_best_sound_ones(seed):
    scores = np.random.default_rng(seed).normal(size=(3, 4, len(ROLES))).astype(np.float32)
    found = role_sequences(scores)
    for row, sequence in zip(scores, found, strict=True):
        sound = [
            labels
            for labels in product(range(len(ROLES)), repeat=4)
            if labels[0] not in (2, 4) and all(b % 2 or b == 0 or a in (b, b - 1) for a, b in pairwise(labels))
        ]
        best = max(sound, key=lambda labels: sum(row[at, label] for at, label in enumerate(labels)))
        assert sequence.tolist() == list(best)


def test_roles_are_read_off_a_sequence():
    sequence = np.array([1, 2, 0, 1, 3, 4])
    assert bio_spans(sequence, ROLES) == [Labelled(0, 2, "ARG0"), Labelled(3, 4, "ARG0"), Labelled(4, 6, "ARG1")]


@pytest.mark.parametrize("seed", range(10))
def test_a_sole_role_is_given_once_and_to_the_better_span(seed):
    scores = np.random.default_rng(seed).normal(size=(4, 9, len(ROLES))).astype(np.float32)
    for spans in role_spans(scores, ROLES):
        labels = [span.label for span in spans]
        assert len(labels) == len(set(labels))


def test_the_weaker_of_two_spans_gives_way():
    scores = np.zeros((1, 3, len(ROLES)), dtype=np.float32)
    scores[0, 0, 1], scores[0, 2, 1], scores[0, 0, 3] = 2.0, 3.0, 1.0
    assert role_spans(scores, ROLES) == [[Labelled(0, 1, "ARG1"), Labelled(2, 3, "ARG0")]]


def test_a_role_does_not_end_on_a_word_that_leans_on_the_next():
    scores = np.zeros((1, 5, len(ROLES)), dtype=np.float32)
    scores[0, 1, 1], scores[0, 2, 2], scores[0, 3, 2] = 3.0, 1.0, -1.0  # "[bedevil] [those pockets] of resistance"
    words = np.array([0]), np.array([-1, 2, 0, 4, 2]), np.array([False, True, False, True, False])
    assert role_spans(scores, ROLES) == [[Labelled(1, 3, "ARG0")]]
    assert role_spans(held_together(scores, *words), ROLES) == [[Labelled(1, 3, "ARG0")]]
    scores[0, 3, 2] = 0.5
    assert role_spans(scores, ROLES) == [[Labelled(1, 4, "ARG0")]]
    assert role_spans(held_together(scores, *words), ROLES) == [[Labelled(1, 5, "ARG0")]]


def test_a_word_that_leans_on_the_predicate_may_end_a_role():
    scores = np.random.default_rng(0).normal(size=(1, 3, len(ROLES))).astype(np.float32)
    held = held_together(scores, np.array([2]), np.array([1, 2, -1]), np.array([False, True, False]))
    assert np.array_equal(held, scores)
