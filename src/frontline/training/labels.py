"""The label sets of every head, learned from the training examples and kept in the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from frontline.corpus.document import COUNTS, ROLES
from frontline.knowledge.shipped import shipped
from frontline.language.lemmas import script_of
from frontline.language.manifest import Labels
from frontline.records import Stance
from frontline.training.corpora import NAME_TYPES, Example

EDGES = (*ROLES, "source")
LEMMA_MINIMUM = 2
"""A lemma script needs this many training tokens; rarer ones are left out (99.6 % of dev tokens are covered)."""
ROLE_MINIMUM = 24


def bioes(kinds: Sequence[str]) -> tuple[str, ...]:
    """`O`, then B, I, E and S of every kind."""
    return ("O", *(f"{part}-{kind}" for kind in kinds for part in "BIES"))


def bio(kinds: Sequence[str]) -> tuple[str, ...]:
    """`O`, then B and I of every kind."""
    return ("O", *(f"{part}-{kind}" for kind in kinds for part in "BI"))


def _counted(values: Iterable[str], minimum: int = 1) -> tuple[str, ...]:
    counts = Counter(values)
    return tuple(sorted(value for value, count in counts.items() if count >= minimum))


def learn_labels(examples: Sequence[Example]) -> Labels:
    """The labels that occur in the examples, rare lemma scripts and rare roles left out."""
    scripts = (
        script_of(form, lemma)
        for example in examples
        for form, lemma in zip(example.words, example.lemmas or [], strict=False)
    )
    roles = (role.label for example in examples for frame in example.frames or [] for role in frame.roles)
    return Labels(
        upos=_counted(tag for example in examples for tag in example.upos or []),
        xpos=_counted(tag for example in examples for tag in example.xpos or []),
        deprels=_counted((rel for example in examples for rel in example.deprels or []), 2),
        lemmas=_counted(scripts, LEMMA_MINIMUM),
        names=bioes(NAME_TYPES),
        roles=bio(_counted(roles, ROLE_MINIMUM)),
        kinds=tuple(kind.key for kind in shipped().codebook.kinds),
        edges=EDGES,
        counts=COUNTS,
        stances=tuple(map(str, Stance)),
    )
