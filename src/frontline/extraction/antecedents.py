"""What a pronoun or a phrase like "the group" refers back to: a simple salience, for explaining and for replay.

Every party mentioned is kept with where it stands. A candidate of the last three sentences scores 3 as a
subject, 1 as an object, 0 elsewhere; 2 more when it and the pronoun both speak, or both do not ("they said"
looks for who spoke last); 2 less for each sentence back. The highest wins, the later of equals. Number,
person and type must agree, and a word never refers to another argument of its own verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frontline.records.mention import Party

_REACH = 3
_PART_SCORE = {"subject": 3, "object": 1, "other": 0}
_SAME_VOICE = 2
_PER_SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One party where it stands. `number` is singular, plural or collective; `noun` the lemma of its head."""

    sentence: int
    head: int
    party: Party
    noun: str
    number: str
    person: bool
    part: str
    governor: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word that refers back, and where it stands. `any_distance` lets it reach over the whole report."""

    sentence: int
    head: int
    governor: int
    speaks: bool
    any_distance: bool = False


class Antecedents:
    """The parties of a report so far, in reading order."""

    __slots__ = ("_mentions",)

    def __init__(self) -> None:
        self._mentions: list[Mention] = []

    def add(self, mention: Mention) -> None:
        """Keep a mention; mentions come in reading order."""
        self._mentions.append(mention)

    def since(self, first: int, sentence: int, head: int) -> Iterator[Mention]:
        """Return the mentions from sentence `first` up to a token, in reading order."""
        for mention in self._mentions:
            if mention.sentence >= first and (mention.sentence, mention.head) < (sentence, head):
                yield mention

    def best(self, anaphor: Anaphor, agrees: Callable[[Mention], bool]) -> Mention | None:
        """Return the most salient mention before `anaphor` that agrees; None where there is none."""
        best, best_score = None, 0
        for mention in reversed(self._mentions):
            distance = anaphor.sentence - mention.sentence
            if distance >= _REACH and not anaphor.any_distance:
                break
            if distance < 0 or (distance == 0 and not _allowed(anaphor, mention)) or not agrees(mention):
                continue
            if anaphor.any_distance and distance >= _REACH and best is not None:
                break
            score = _PART_SCORE[mention.part] - _PER_SENTENCE * distance
            score += _SAME_VOICE if mention.speaks == anaphor.speaks else 0
            if best is None or score > best_score:
                best, best_score = mention, score
        return best


def _allowed(anaphor: Anaphor, mention: Mention) -> bool:
    before = mention.head < anaphor.head
    return before and (mention.governor != anaphor.governor or anaphor.governor < 0)
