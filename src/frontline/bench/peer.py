"""The peer of the speed suite: a spaCy pipeline of the shape of `en_core_web_sm`.

The published weights are not used: the pipeline (tok2vec, tagger, parser, ner, with the published widths, depths and
table sizes; https://huggingface.co/spacy/en_core_web_sm) is initialised with a treebank's labels and trained for
about a minute. What a layer costs does not depend on its weights; how many transitions the parser takes, a little,
and so the trees must be tree-like. The attribute ruler and the lemmatiser are left out, which makes the peer faster.
It gives tags, trees and names; no roles, no claims.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from time import process_time
from typing import Any

from frontline.bench.processes import Work
from frontline.language.conllu import TreebankSentence

BATCH = 256
TRAINING_SECONDS = 60.0
_TRAINING_BATCH = 8
_TOGETHER = 5
_EXAMPLES = 3_000
_WIDTH = 96
_NAME_TYPES = (
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)  # fmt: skip

Config = dict[str, Any]  # spaCy's own configuration tree


def is_installed() -> bool:
    """Return whether spaCy can be imported (extra `bench`)."""
    try:
        import spacy  # noqa: F401, PLC0415  an optional extra
    except ImportError:
        return False
    return True


def build(sentences: Sequence[TreebankSentence], seconds: float = TRAINING_SECONDS) -> Any:  # noqa: ANN401  spaCy's own, absent without the extra
    """Return the pipeline, trained on a treebank's sentences for some seconds of processor time."""
    import spacy  # noqa: PLC0415  an optional extra

    nlp: Any = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(_SHARED)})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    nlp.add_pipe("parser", config={"model": _transitions("parser", _LISTENER)})
    nlp.add_pipe("ner", config={"model": _transitions("ner", _tok2vec(_OWN))})
    examples = list(_examples(nlp, sentences[:_EXAMPLES]))
    for label in _NAME_TYPES:
        nlp.get_pipe("ner").add_label(label)
    nlp.initialize(lambda: examples)
    chance = random.Random(1)  # noqa: S311  no secret: a repeatable order
    end = process_time() + seconds
    while process_time() < end:
        nlp.update(chance.sample(examples, min(_TRAINING_BATCH, len(examples))), drop=0.1)
    return nlp


def saved(folder: Path) -> Work:
    """Load a pipeline that was saved to a folder, as work for `frontline.bench.processes.timed`."""
    import spacy  # noqa: PLC0415  an optional extra

    nlp = spacy.load(folder)

    def work(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts, batch_size=BATCH):
            pass

    return work


def _examples(nlp: Any, sentences: Sequence[TreebankSentence]) -> Iterator[Any]:  # noqa: ANN401  as above
    from spacy.tokens import Doc  # noqa: PLC0415  an optional extra
    from spacy.training import Example  # noqa: PLC0415  an optional extra

    for first in range(0, len(sentences), _TOGETHER):
        group = sentences[first : first + _TOGETHER]
        bases = list(accumulate((len(sentence.words) for sentence in group), initial=0))
        placed = [
            (i + base, base, word) for base, one in zip(bases, group, strict=False) for i, word in enumerate(one.words)
        ]
        gold = Doc(
            nlp.vocab,
            words=[word.form for _, _, word in placed],
            spaces=[space for sentence in group for space in _spaces(sentence)],
            tags=[word.xpos for _, _, word in placed],
            heads=[i if word.head < 0 else base + word.head for i, base, word in placed],
            deps=["ROOT" if word.head < 0 else word.deprel for _, _, word in placed],
            ents=[tag for sentence in group for tag in _capitalised(sentence)],
        )
        yield Example(nlp.make_doc(gold.text), gold)


def _spaces(sentence: TreebankSentence) -> list[bool]:
    """Say of every word whether a space follows; one follows the last, as another sentence may."""
    words = sentence.words
    return [*(after.start > word.end for word, after in pairwise(words)), True]


def _capitalised(sentence: TreebankSentence) -> list[str]:
    """Name runs of proper nouns, so that the name tagger finds about as many names as a real one."""
    tags: list[str] = []
    for i, word in enumerate(sentence.words):
        inside = i > 0 and sentence.words[i - 1].upos == "PROPN"
        tags.append("O" if word.upos != "PROPN" else "I-ORG" if inside else "B-ORG")
    return tags


def _tok2vec(embed: Config) -> Config:
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _transitions(state: str, tok2vec: Config) -> Config:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


_SHARED: Config = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "width": _WIDTH,
    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
    "rows": [5000, 1000, 2500, 2500, 50, 50],
    "include_static_vectors": False,
}
_OWN: Config = _SHARED | {"attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]}
_LISTENER: Config = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
