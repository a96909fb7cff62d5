"""Suite `language`: how well and how fast the language core reads.

Figures, shares between 0 and 1 but for the last line. Corpora without files of the split are left out.

- `ewt.*`, `gum.*` on the treebank's own words: `upos`, `xpos`, `lemma`, `uas`, `las` (relations with their subtypes,
  punctuation counts) and `las_universal` (without subtypes); on raw text, as the CoNLL 2018 shared task defines them
  (`frontline.bench.conll18`), a document at a time: `raw_sentence_f1`, `raw_word_f1`, `raw_upos`, `raw_uas`, `raw_las`.
- `uner.f1`, `wnut17.f1`: strict F1 over spans of PER, ORG and LOC, and the same by type (`uner.per` and so on). WNUT's
  person is PER, location is LOC, corporation and group are ORG; products and creative works are dropped on the gold
  side, and our NORP on ours.
- `propbank.f1`: micro F1 over (predicate, label, start, end), the predicates being those that the model finds;
  `propbank.predicate_f1`: those predicates alone, where a gold predicate is one with arguments.
- `words_per_second_1`, `words_per_second_2`: raw text to sentences in one and in two fresh processes of one thread,
  each warmed up; `load_seconds`: imports and model in a fresh process; `rss_mb`: its peak of resident memory in MiB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from frontline.bench import corpora
from frontline.bench.conll18 import Count, RawScores, from_gold, from_sentences, score, universal
from frontline.bench.processes import Work, timed
from frontline.errors import UsageError
from frontline.language import conllu
from frontline.language.annotation import Sentence
from frontline.language.words import word_offsets

TREEBANKS = {"ewt": "ud_ewt", "gum": "ud_gum"}
CORPORA = {
    "ud_ewt": (".conllu",),
    "ud_gum": (".conllu",),
    "uner_ewt": (".iob2",),
    "wnut17": (".conll", ".annotated"),
    "propbank_ewt": (".jsonl",),
}
"""The folders of the corpora, and how the names of their files end."""

TIMED_WORDS = 20_000
Figures = dict[str, float]


class Core(Protocol):
    """What is measured: `frontline.language.load()`, or anything that can do the same."""

    def annotate(self, text: str, offset: int = 0, /) -> Sequence[Sentence]:
        """Read raw text."""

    def annotate_words(self, words: Sequence[str], /) -> Sentence:
        """Read one sentence of given words."""


def run(data: Path, split: str = "dev") -> Figures:
    """Return all figures over the corpora in `data`. Raises `UsageError` when it holds none of the split."""
    if not any(corpora.corpus_files(data / folder, endings, split) for folder, endings in CORPORA.items()):
        message = (
            f"{data}: no corpus of split {split!r}; put files in {', '.join(CORPORA)} below it, or name another split."
        )
        raise UsageError(message)
    figures = accuracy(_load(), data, split)
    texts = corpora.raw_texts(data, split)
    return figures | (speed(texts) if texts else {})


def accuracy(core: Core, data: Path, split: str) -> Figures:
    """Return the figures of all corpora that are there."""
    files = {folder: corpora.corpus_files(data / folder, endings, split) for folder, endings in CORPORA.items()}
    figures: Figures = {}
    for name, folder in TREEBANKS.items():
        figures |= {f"{name}.{key}": value for key, value in treebank(core, files[folder]).items()}
    labels = {label: label for label in corpora.NAME_LABELS}
    named = (one for path in files["uner_ewt"] for one in corpora.read_names(path, 2, labels))
    figures |= {f"uner.{key}": value for key, value in names(core, named).items()}
    named = (one for path in files["wnut17"] for one in corpora.read_names(path, 1, corpora.WNUT_LABELS))
    figures |= {f"wnut17.{key}": value for key, value in names(core, named).items()}
    framed = (one for path in files["propbank_ewt"] for one in corpora.read_frames(path))
    return figures | {f"propbank.{key}": value for key, value in arguments(core, framed).items()}


def treebank(core: Core, paths: Iterable[Path]) -> Figures:
    """Return the figures of one treebank, on its own words and on its raw text."""
    right = Counter[str]()
    raw = RawScores()
    for path in paths:
        sentences = conllu.read(path)
        for sentence in sentences:
            right.update(_agreement(sentence, core.annotate_words([word.form for word in sentence.words])))
        for document in conllu.documents(sentences):
            answer = from_sentences(document.text, core.annotate(document.text))
            raw += score(from_gold(document), answer)
    if not right["words"]:
        return {}
    keys = ("upos", "xpos", "lemma", "uas", "las", "las_universal")
    return {key: right[key] / right["words"] for key in keys} | {
        "raw_sentence_f1": raw.sentences.f1,
        "raw_word_f1": raw.words.f1,
        "raw_upos": raw.upos.f1,
        "raw_uas": raw.uas.f1,
        "raw_las": raw.las.f1,
    }


def _agreement(gold: conllu.TreebankSentence, answer: Sentence) -> Counter[str]:
    """Count the words of a sentence on which gold and answer agree."""
    right = Counter[str](words=len(gold.words))
    for word, token in zip(gold.words, answer.tokens, strict=True):
        attached = word.head == token.head
        right["upos"] += word.upos == token.upos
        right["xpos"] += word.xpos == token.xpos
        right["lemma"] += word.lemma == token.lemma
        right["uas"] += attached
        right["las"] += attached and word.deprel == token.deprel
        right["las_universal"] += attached and universal(word.deprel) == universal(token.deprel)
    return right


def names(core: Core, sentences: Iterable[corpora.NamedWords]) -> Figures:
    """Return strict span F1 over all names, and by type."""
    counts: dict[str, Count] = {}
    for gold in sentences:
        found = core.annotate_words(gold.words).names
        spans = {(name.start, name.end, name.label) for name in found if name.label in corpora.NAME_LABELS}
        _compare(counts, gold.names, spans, lambda span: span[2])
    if not counts:
        return {}
    total = sum(counts.values(), Count())
    return {"f1": total.f1} | {label.lower(): counts[label].f1 for label in sorted(counts)}


def arguments(core: Core, sentences: Iterable[corpora.FramedWords]) -> Figures:
    """Return micro F1 over the arguments of the predicates that the model finds, and over those predicates."""
    roles, predicates = Count(), Count()
    for gold in sentences:
        answer = core.annotate_words(gold.words)
        found = {(one.token, a.label, a.start, a.end) for one in answer.predicates for a in one.arguments}
        roles += _count(gold.arguments, found)
        predicates += _count({one[0] for one in gold.arguments}, {one[0] for one in found})
    return {"f1": roles.f1, "predicate_f1": predicates.f1} if roles.gold + roles.system else {}


def _compare(
    counts: dict[str, Count],
    gold: Iterable[corpora.NameSpan],
    found: Iterable[corpora.NameSpan],
    kind: Callable[[corpora.NameSpan], str],
) -> None:
    gold, found = set(gold), set(found)
    for label in {kind(span) for span in gold | found}:
        count = _count({one for one in gold if kind(one) == label}, {one for one in found if kind(one) == label})
        counts[label] = counts.get(label, Count()) + count


def _count(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Count:
    left, right = frozenset(gold), frozenset(found)
    return Count(len(left & right), len(left), len(right))


def speed(texts: Sequence[str]) -> Figures:
    """Return the speed figures over the first texts, about 20,000 words of them."""
    chosen = list(_first_words(texts, TIMED_WORDS))
    words = sum(len(word_offsets(text)) for text in chosen)
    one, two = timed(_reader, chosen, 1), timed(_reader, chosen, 2)
    return {
        "words_per_second_1": words / one.seconds,
        "words_per_second_2": words / two.seconds,
        "load_seconds": one.load_seconds,
        "rss_mb": one.rss_mb,
    }


def _first_words(texts: Iterable[str], limit: int) -> Iterator[str]:
    words = 0
    for text in texts:
        if words >= limit:
            return
        words += len(word_offsets(text))
        yield text


def _reader() -> Work:
    core = _load()
    return lambda texts: [core.annotate(text) for text in texts]


def _load() -> Core:
    from frontline.language import load  # noqa: PLC0415  its time is measured

    return load()
