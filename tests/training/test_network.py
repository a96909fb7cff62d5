"""The network: padding changes nothing, the shipped graph is the network, the loss of names is exact."""

from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from frontline.language.features import WordEncoder  # noqa: E402
from frontline.language.manifest import Labels  # noqa: E402
from frontline.training.batches import Preparer, collate, epoch  # noqa: E402
from frontline.training.corpora import Example, Frame, NameSpan, Role, Told, allowed_labels  # noqa: E402
from frontline.training.graph import Plain  # noqa: E402
from frontline.training.labels import bio, bioes, learn_labels  # noqa: E402
from frontline.training.losses import WEIGHTS, all_losses, partial_crf  # noqa: E402
from frontline.training.network import Network, kinship, sizes  # noqa: E402
from frontline.training.predict import predict  # noqa: E402
from frontline.training.train import forbidden_transitions  # noqa: E402


def example(words: str, layer: str = "uner") -> Example:
    row = words.split()
    return Example(
        words,
        words=row,
        upos=["NOUN", "VERB"] * (len(row) // 2) + ["NOUN"] * (len(row) % 2),
        xpos=["NN", "VBD"] * (len(row) // 2) + ["NN"] * (len(row) % 2),
        lemmas=[row[0].lower(), *row[1:]],
        heads=[-1] + [0] * (len(row) - 1),
        deprels=["root"] + ["dep"] * (len(row) - 1),
        names=allowed_labels(len(row), [NameSpan(0, 1, "LOC")]),
        frames=[Frame(0, (Role("ARG0", 1, len(row)),))],
        claims=[Told(1, "capture", "claimed", negative=False, edges=(("actor", 0),))],
        facts={1: 3.0},
        layer=layer,
    )


EXAMPLES = [example("Hama fell"), example("Rebels took the city of Homs today"), example("Aleppo held out", "gum")]


@pytest.fixture(scope="module")
def labels() -> Labels:
    found = learn_labels(EXAMPLES * 30)
    assert found.roles == bio(["ARG0"])
    return found


@pytest.fixture(scope="module")
def network(labels) -> Network:
    torch.manual_seed(1)
    made = Network(sizes(labels, 300))
    with torch.no_grad():
        for layer in (made.to_pieces, made.to_words, made.around.out, made.around.narrow, made.around.kin):
            layer.weight.normal_(std=0.05)
    return made.eval()


@pytest.fixture(scope="module")
def preparer(labels) -> Preparer:
    return Preparer(labels, WordEncoder(lambda word: [5 + ord(char) % 200 for char in word[:3]], 3), 1, 2)


@torch.no_grad()
def states(network, batch):
    return network.words(batch.ids, batch.first, batch.hashes, batch.pieces)


def test_a_sentence_has_the_same_states_alone_and_beside_a_longer_one(network, preparer):
    short, long = preparer.prepare(EXAMPLES[0]), preparer.prepare(EXAMPLES[1])
    alone, together = states(network, collate([short])), states(network, collate([short, long]))
    for one, other in zip(alone, together, strict=True):
        assert torch.allclose(one[0], other[0, : one.shape[1]], atol=1e-5)


def test_the_graph_for_one_sentence_says_what_the_network_says(network, preparer):
    one = preparer.prepare(EXAMPLES[1])
    batch = collate([one])
    with torch.no_grad():
        network.predicates.bias.fill_(5.0)
        said = Plain(network)(batch.ids, batch.first, batch.hashes)
        whole = states(network, batch)
        size = len(one.first)
        found = torch.arange(size)
        kin, rows = kinship(network.arcs(whole.tree), batch.words), torch.zeros(size, dtype=torch.long)
        hidden = network.rows(whole.roles, kin, rows, found, batch.words)
        triggers = network.triggers(whole)
        stances = network.stance_scores(triggers[0], hidden[found, found])
    # tables of embeddings are in eight bits in the graph, so the scores differ a little
    assert torch.allclose(said.arcs, network.arcs(whole.tree)[0], atol=0.05)
    assert torch.allclose(said.names, network.name_scores(whole)[0][0], atol=0.05)
    assert said.heads.tolist() == found.tolist()
    assert said.predicates.all()
    assert torch.allclose(said.roles[1:], network.role_out(hidden), atol=0.05)
    assert torch.allclose(said.counts[1:], network.count_out(hidden), atol=0.05)
    assert torch.allclose(said.edges[1:], network.edge_out(hidden), atol=0.05)
    assert torch.allclose(said.kinds, network.kind_out(triggers)[0], atol=0.05)
    assert torch.allclose(said.stances[1:], stances, atol=0.05)
    assert torch.allclose(said.facts, network.fact_out(triggers)[0, :, 0], atol=0.05)


def test_every_head_has_a_loss_and_learns(network, preparer, labels):
    batch = collate([preparer.prepare(one) for one in EXAMPLES])
    losses = all_losses(network, batch, forbidden_transitions(labels))
    assert set(losses) == set(WEIGHTS)
    network.zero_grad()
    sum(losses.values()).backward()
    silent = [name for name, one in network.named_parameters() if one.grad is None or not one.grad.abs().sum()]
    assert all(name.endswith("key.bias") for name in silent)  # a shift of all keys changes no attention
    network.zero_grad()


def test_the_partial_loss_is_the_log_share_of_the_allowed_paths():
    torch.manual_seed(3)
    emissions, transitions = torch.randn(1, 3, 4), torch.randn(4, 4)
    allowed = torch.tensor([[[1, 0, 0, 0], [1, 1, 1, 1], [0, 1, 1, 0]]], dtype=torch.bool)

    def weight(path) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(torch.exp(sum(emissions[0, at, label] for at, label in enumerate(path)) + steps))

    paths = list(product(range(4), repeat=3))
    share = sum(weight(path) for path in paths if all(allowed[0, at, label] for at, label in enumerate(path)))
    expected = -np.log(share / sum(weight(path) for path in paths))
    found = partial_crf(emissions, transitions, allowed, torch.ones(1, 3, dtype=torch.bool))
    assert float(found) == pytest.approx(expected, abs=1e-4)


def test_padding_adds_nothing_to_the_partial_loss():
    torch.manual_seed(4)
    emissions, transitions = torch.randn(1, 5, 4), torch.randn(4, 4)
    allowed = torch.rand(1, 5, 4) > 0.3
    words = torch.tensor([[True, True, True, False, False]])
    whole = partial_crf(emissions, transitions, allowed, words)
    assert torch.allclose(whole, partial_crf(emissions[:, :3], transitions, allowed[:, :3], words[:, :3]), atol=1e-5)


def test_an_epoch_reads_every_example_once_and_repeats_for_a_seed(preparer):
    prepared = [preparer.prepare(one) for one in EXAMPLES * 7]
    runs = [list(epoch(prepared, 60, (4, 0.2), seed)) for seed in (1, 1, 2)]
    assert sum(len(batch.ids) for batch in runs[0]) == len(prepared)
    assert all(torch.equal(one.ids, other.ids) for one, other in zip(runs[0], runs[1], strict=True))
    assert any(
        one.ids.shape != other.ids.shape or not torch.equal(one.ids, other.ids)
        for one, other in zip(runs[0], runs[2], strict=False)
    )


def test_hidden_words_lose_pieces_and_features(preparer):
    batch = collate([preparer.prepare(EXAMPLES[1])], mask_piece=299, share=1.0, seed=1)
    assert (batch.ids[0, 1:-1] == 299).all()
    assert not batch.hashes.any()


def test_a_sentence_that_is_too_long_is_left_out(preparer):
    assert preparer.prepare(example("word " * 200)) is None


def test_predictions_come_in_order_and_are_trees(network, preparer, labels):
    prepared = [preparer.prepare(one) for one in EXAMPLES]
    said = predict(network, labels, EXAMPLES, prepared)
    assert [len(one.upos) for one in said] == [len(one.words) for one in EXAMPLES]
    assert all(list(one.heads).count(-1) == 1 for one in said)


def test_names_have_all_bioes_labels():
    assert bioes(["PER"]) == ("O", "B-PER", "I-PER", "E-PER", "S-PER")
