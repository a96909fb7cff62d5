"""The language core at run time: words in, an annotated sentence out.

This is the only module that imports onnxruntime and tokenizers; what they raise becomes LanguageError here. A sentence
is run alone through the graph, so its annotation cannot depend on what is read beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from frontline.errors import LanguageError
from frontline.language.annotation import Argument, Edge, Name, Predicate, Sentence, Telling, Token
from frontline.language.compounds import mend
from frontline.language.decode import (
    LEANING,
    bioes_edges,
    bioes_spans,
    bioes_transitions,
    held_together,
    role_spans,
    softmax,
    tree_heads,
    viterbi,
)
from frontline.language.features import FEATURES, WordEncoder, sentence_flags
from frontline.language.lemmas import lemma_of
from frontline.language.manifest import MANIFEST, TOKENIZER, Manifest, check_hash, read_manifest
from frontline.language.tokens import split

MAX_WORDS = 120
MAX_PIECES = 254
"""A longer sentence is read in windows; the encoder was trained on sentences up to this long."""
TELLING, EDGE, LIKELY = 0.1, 0.3, 0.02
"""The least shares with which a word is kept as telling of something, an edge as one, and a label as likely."""
_TOGETHER = 32
"""Sentences that pass through the graph, one after the other, before the first is decoded: the graph's weights and what
decodes then drive each other less often out of the processor's caches (docs/speed.md)."""
_VERBS = frozenset({"VERB", "AUX"})
_PAUSES = frozenset({",", ";", ":", "--", "-", "\u2014", "\u2013"})


class Window(NamedTuple):
    """Words `start:end` of a sentence as the graph takes them: piece ids, first pieces, hashes."""

    start: int
    end: int
    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    hashes: NDArray[np.int64]


class Said(NamedTuple):
    """What the graph gives; frontline.training.graph says what each member is."""

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    lemmas: NDArray[np.int64]
    arcs: NDArray[np.float32]
    governors: NDArray[np.int64]
    deprels: NDArray[np.int64]
    names: NDArray[np.float32]
    heads: NDArray[np.int64]
    predicates: NDArray[np.bool_]
    roles: NDArray[np.float32]
    kinds: NDArray[np.float32]
    edges: NDArray[np.float32]
    counts: NDArray[np.float32]
    stances: NDArray[np.float32]
    facts: NDArray[np.float32]
    vectors: NDArray[np.float32] | None = None


OUTPUTS = Said._fields
"""The graph's outputs in their order; the last, the vectors, is fetched only where it is asked for."""


class Layers(NamedTuple):
    """Everything said of a stretch of words; heads count from 0 within the stretch, -1 is the root."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[Name]
    frames: list[tuple[int, list[tuple[str, int, int]]]]
    tellings: list[Telling]
    facts: list[float]
    vectors: NDArray[np.float32] | None


class Language:
    """The model with its tokenizer and labels. Make one with `frontline.language.load`.

    Calling it annotates a text, so it is an `Annotator`. It keeps no state but a cache of words; threads may share it.
    """

    def __init__(self, folder: Path) -> None:
        self.manifest: Manifest = read_manifest(folder)
        self._session = _session(check_hash(folder, self.manifest), folder)
        tokenizer = _tokenizer(folder / TOKENIZER)
        special = self.manifest.special
        try:
            self._edges = special["[CLS]"], special["[SEP]"]
            self._words = WordEncoder(lambda word: _pieces(tokenizer, word), special["[UNK]"])
        except KeyError as error:
            raise LanguageError(f"{folder / MANIFEST}: no piece id for {error}; export the model anew") from error
        labels = self.manifest.labels
        self._transitions = bioes_transitions(labels.names, np.array(self.manifest.transitions, dtype=np.float32))
        self._first, self._last = bioes_edges(labels.names)

    def __call__(self, text: str, offset: int = 0) -> tuple[Sentence, ...]:
        """As `annotate`."""
        return self.annotate(text, offset)

    def annotate(self, text: str, offset: int = 0, *, vectors: bool = False) -> tuple[Sentence, ...]:
        """The sentences of a text; `offset` is added to every start and end, `vectors` are kept where asked for.

        Raises LanguageError, also where vectors are asked of a model that was exported before it gave any.
        """
        wanted = self._wanted(vectors)
        sentences: list[Sentence] = []
        rows = split(text)
        for first in range(0, len(rows), _TOGETHER):
            group = rows[first : first + _TOGETHER]
            written = [[text[start:end] for start, end in spans] for spans in group]
            heard = [self._hear(words, wanted) for words in written]
            for spans, words, said in zip(group, written, heard, strict=True):
                shifted = [(start + offset, end + offset) for start, end in spans] if offset else spans
                sentences.append(self._understood(words, shifted, said))
        return tuple(sentences)

    def annotate_words(
        self, words: Sequence[str], spans: Sequence[tuple[int, int]] | None = None, *, vectors: bool = False
    ) -> Sentence:
        """One sentence of words given; without `spans` their offsets are those of the words joined by single spaces."""
        if spans is None:
            spans = _joined_spans(words)
        if not words:
            return Sentence(0, 0, (), (), ())
        return self._understood(words, spans, self._hear(words, self._wanted(vectors)))

    def _wanted(self, vectors: bool) -> Sequence[str]:
        """The outputs of the graph to ask for. Raises LanguageError where it gives no vectors and should."""
        if vectors and OUTPUTS[-1] not in {one.name for one in self._session.get_outputs()}:
            raise LanguageError(
                f"model {self.manifest.version} gives no vectors; export it anew, or install frontline anew"
            )
        return OUTPUTS if vectors else OUTPUTS[:-1]

    def _hear(self, words: Sequence[str], wanted: Sequence[str]) -> list[tuple[Window, Said]]:
        """What the graph gives of a sentence, a window at a time."""
        found = []
        for window in self._windows(words):
            inputs = {"ids": window.ids, "first": window.first, "hashes": window.hashes}
            try:
                found.append((window, Said(*self._session.run(wanted, inputs))))
            except Exception as error:  # onnxruntime raises its own exceptions, which share no root
                raise LanguageError(f"the model fails on {' '.join(words)[:80]!r}: {error}") from error
        return found

    def _understood(
        self, words: Sequence[str], spans: Sequence[tuple[int, int]], heard: Sequence[tuple[Window, Said]]
    ) -> Sentence:
        """The sentence that the graph's outputs make."""
        parts = [self._decoded(words[window.start : window.end], said) for window, said in heard]
        return _sentence(words, spans, parts[0] if len(parts) == 1 else _joined(parts))

    def _windows(self, words: Sequence[str]) -> list[Window]:
        """The words as one window, or as several where they are too many; cut after a pause where there is one."""
        encoded = [self._words.encode(word) for word in words]
        flags = sentence_flags(words)
        windows: list[Window] = []
        start = 0
        while start < len(words):
            end, ids, first = start, [self._edges[0]], []
            while end < len(words) and end - start < MAX_WORDS and len(ids) + len(encoded[end].pieces) <= MAX_PIECES:
                first.append(len(ids))
                ids.extend(encoded[end].pieces)
                end += 1
            if end < len(words):
                pauses = [at + 1 for at in range(start + (end - start) // 2, end) if words[at] in _PAUSES]
                end = pauses[-1] if pauses else end
                ids = ids[: first[end - start]] if end - start < len(first) else ids
            hashes = np.empty((1, end - start, FEATURES), dtype=np.int64)
            hashes[0, :, 1:] = [one.features for one in encoded[start:end]]
            hashes[0, :, 0] = flags[start:end]
            ids.append(self._edges[1])
            windows.append(Window(start, end, np.array([ids]), np.array([first[: end - start]]), hashes))
            start = end
        return windows

    def _decoded(self, words: Sequence[str], said: Said) -> Layers:
        """The layers of one window: trees, labels and spans from scores."""
        labels = self.manifest.labels
        governors = tree_heads(said.arcs)
        tags = [labels.upos[number] for number in said.upos.tolist()]
        xtags = [labels.xpos[number] for number in said.xpos.tolist()]
        heads: list[int] = (governors - 1).tolist()
        at = (said.governors == governors[:, None]).argmax(axis=1)
        deprels = [labels.deprels[number] for number in said.deprels[np.arange(len(words)), at].tolist()]
        places = mend(words, tags, xtags, heads, deprels)
        return Layers(
            tags,
            xtags,
            list(map(lemma_of, words, tags, xtags, (labels.lemmas[number] for number in said.lemmas.tolist()))),
            heads,
            deprels,
            list(_without_verbs(self._names(said.names), words, tags)),
            self._frames(said.heads[said.predicates], said.roles[1:][said.predicates], heads, deprels),
            [telling for telling in self._tellings(said) if telling.token not in places],
            said.facts.tolist(),
            said.vectors,
        )

    def _names(self, scores: NDArray[np.float32]) -> list[Name]:
        scores[0] += self._first
        scores[-1] += self._last
        sequence = viterbi(scores, self._transitions)
        return [Name(*span) for span in bioes_spans(sequence, self.manifest.labels.names)]

    def _frames(
        self, predicates: NDArray[np.int64], roles: NDArray[np.float32], heads: Sequence[int], deprels: Sequence[str]
    ) -> list[tuple[int, list[tuple[str, int, int]]]]:
        if not len(predicates):
            return []
        leaning = np.array([deprel in LEANING for deprel in deprels])
        rows = role_spans(held_together(roles, predicates, np.array(heads), leaning), self.manifest.labels.roles)
        return [
            (int(predicate), [(span.label, span.start, span.end) for span in spans])
            for predicate, spans in zip(predicates, rows, strict=True)
        ]

    def _tellings(self, said: Said) -> list[Telling]:
        """The words that may tell of a happening, with what is likely of each."""
        if not len(said.heads):
            return []
        labels = self.manifest.labels
        kinds = softmax(said.kinds[said.heads])
        telling = np.flatnonzero(kinds[:, 0] < 1 - TELLING)
        if not len(telling):
            return []
        edges, counts = softmax(said.edges[1:][telling]), softmax(said.counts[1:][telling])
        stances = softmax(said.stances[1:, :-1][telling])
        negative = 1 / (1 + np.exp(-said.stances[1:, -1][telling]))
        return [
            Telling(
                int(said.heads[row]),
                float(1 - kinds[row, 0]),
                _likely(kinds[row, 1:], labels.kinds),
                _likely(stances[at], labels.stances),
                float(negative[at]),
                _linked(edges[at], labels.edges),
                _linked(counts[at], labels.counts),
            )
            for at, row in enumerate(telling)
        ]


def _without_verbs(names: Iterable[Name], words: Sequence[str], tags: Sequence[str]) -> Iterator[Name]:
    """Cut what the tags know for a verb off the beginning of a name: "retook Snihurivka" is called Snihurivka."""
    for name in names:
        start = name.start
        while start < name.end - 1 and tags[start] in _VERBS and words[start][0].islower():
            start += 1
        yield name if start == name.start else Name(start, name.end, name.label)


_SLOWER_FUSIONS = ["SkipLayerNormFusion"]
"""Fusions that cost time on a CPU: without this one a sentence of 31 words takes 12 % less (docs/speed.md)."""


def _session(model: bytes, folder: Path) -> onnxruntime.InferenceSession:
    """A session of one thread that does not spin; processes side by side are faster than threads inside one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER_FUSIONS
        )
    except Exception as error:
        raise LanguageError(f"{folder}: onnxruntime cannot load the model ({error}); install frontline anew") from error


def _tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise LanguageError(f"{path}: not a tokenizer ({error}); install frontline anew") from error


def _pieces(tokenizer: Tokenizer, word: str) -> list[int]:
    try:
        return list(tokenizer.encode(word, add_special_tokens=False).ids)
    except Exception as error:  # tokenizers raises bare Exception, and TypeError for lone surrogates
        raise LanguageError(f"the tokenizer fails on {word[:40]!r}: {error}") from error


def _joined_spans(words: Sequence[str]) -> list[tuple[int, int]]:
    """The words' offsets in their text joined by single spaces."""
    spans, start = [], 0
    for word in words:
        spans.append((start, start + len(word)))
        start += len(word) + 1
    return spans


def _joined(parts: Sequence[Layers]) -> Layers:
    """The windows of one long sentence as one: later roots hang on the first window's, as parataxis."""
    vectors = [part.vectors for part in parts if part.vectors is not None]
    whole = Layers([], [], [], [], [], [], [], [], [], np.concatenate(vectors) if vectors else None)
    root = parts[0].heads.index(-1)
    for part in parts:
        shift = len(whole.heads)
        deprels = list(part.deprels)
        if shift:
            deprels[part.heads.index(-1)] = "parataxis"
        whole.upos.extend(part.upos)
        whole.xpos.extend(part.xpos)
        whole.lemmas.extend(part.lemmas)
        whole.deprels.extend(deprels)
        whole.heads.extend(head + shift if head >= 0 else root if shift else -1 for head in part.heads)
        whole.names.extend(Name(one.start + shift, one.end + shift, one.label) for one in part.names)
        for predicate, roles in part.frames:
            moved = [(label, start + shift, end + shift) for label, start, end in roles]
            whole.frames.append((predicate + shift, moved))
        whole.tellings.extend(
            replace(one, token=one.token + shift, edges=_moved(one.edges, shift), counts=_moved(one.counts, shift))
            for one in part.tellings
        )
        whole.facts.extend(part.facts)
    return whole


def _sentence(words: Sequence[str], spans: Sequence[tuple[int, int]], said: Layers) -> Sentence:
    """The record of a sentence."""
    rows = zip(spans, words, said.lemmas, said.upos, said.xpos, said.heads, said.deprels, strict=True)
    tokens = tuple(
        Token(start, end, word, lemma, upos, xpos, head, deprel)
        for (start, end), word, lemma, upos, xpos, head, deprel in rows
    )
    predicates = tuple(
        Predicate(at, tuple(Argument(label, start, end, _head(said.heads, start, end)) for label, start, end in roles))
        for at, roles in said.frames
    )
    return Sentence(
        spans[0][0],
        spans[-1][1],
        tokens,
        tuple(said.names),
        predicates,
        tuple(said.tellings),
        tuple(said.facts),
        said.vectors,
    )


def _moved(edges: Sequence[Edge], shift: int) -> tuple[Edge, ...]:
    return tuple(replace(edge, head=edge.head + shift) for edge in edges)


def _linked(shares: NDArray[np.float32], labels: Sequence[str]) -> tuple[Edge, ...]:
    """The words that have a label, by the shares (words, 1 + labels) of which the first is of none."""
    words = np.flatnonzero(shares[:, 0] < 1 - EDGE)
    best = shares[words, 1:].argmax(axis=1)
    rows = zip(words.tolist(), best.tolist(), shares[words, 1 + best].tolist(), strict=True)
    return tuple(Edge(labels[label], word, share) for word, label, share in rows)


def _likely(shares: NDArray[np.float32], labels: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The likely labels with their shares, the likeliest first."""
    likely = np.flatnonzero(shares >= min(LIKELY, shares.max()))
    ordered = likely[np.argsort(-shares[likely], kind="stable")]
    return tuple((labels[at], share) for at, share in zip(ordered.tolist(), shares[ordered].tolist(), strict=True))


def _head(heads: Sequence[int], start: int, end: int) -> int:
    """The first token of a span whose governor is outside it."""
    return next((at for at in range(start, end) if not start <= heads[at] < end), start)
