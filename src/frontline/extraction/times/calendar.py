"""The times of one report, read in order: each expression against the day of publication and the dates told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from statistics import median
from typing import Literal, NamedTuple

from frontline.extraction.headings import headings
from frontline.extraction.times.atoms import Atom, atoms, lexicon, symbols
from frontline.extraction.times.clauses import head_of, tense_of, token_range
from frontline.extraction.times.days import DAY
from frontline.extraction.times.expression import Expression
from frontline.extraction.times.forms import read_forms
from frontline.extraction.times.joining import join
from frontline.extraction.times.resolving import resolve
from frontline.extraction.times.setting import Setting, Told, Value
from frontline.extraction.times.starts import Starts
from frontline.language.annotation import Sentence
from frontline.records import Problem, Report, Span, Time

Relation = Literal["at", "since", "until", "before", "after", "for"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

NEWS_WINDOW_DAYS = 60
"""A time that ended longer ago than this is history in a report of news, not news. A house rule, not a measured figure."""
_STORY_DATES = 4
_LOOK = 9
ASIDE_YEARS = 2
"""How far a year may lie from those told around it and still move a story on; set by WikiWars."""
_ALSO_VERBS = frozenset({"season", "attribute", "month", "present", "unit", "part"})
_RELATIONS: dict[str, Relation] = {
    "since": "since",
    "until": "until",
    "before": "before",
    "by": "before",
    "after": "after",
    "for": "for",
}
_EVENTS: dict[str, Relation] = {"event before": "before", "event after": "after"}
_SKIPPED = ("approx", "the", "more", "than", "least", "up", "just", "at", "over", "during")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Tokens `start:end` of a sentence that tell a time; `head` is the token that the rest of the sentence hangs it on.

    `time` has the interval with the relation worked in: "since 27 November" runs to the day of publication, "until
    March" has no beginning. `relation` is the word before it ("by Friday" is "before": at the latest then). A length
    ("for three days") has relation "for" and no ends; a distance from a happening ("two days after the vote") has none
    either, and relation "after" or "before". `historical` says that it lies clearly before the report's news: it ended
    more than NEWS_WINDOW_DAYS before publication, or goes back to the beginning of a war or the like.
    `value` is the TIMEX3 value, "" where none fits, and `type` its type; a range has its two ends in `bounds`. `dating`
    is false where the words cannot say when something happened: an age, a rate, "the former president".
    """

    start: int
    end: int
    head: int
    time: Time
    relation: Relation
    historical: bool
    value: str = ""
    bounds: tuple[Bound, ...] = ()
    dating: bool = True
    type: TimexType = "DATE"


class Bound(NamedTuple):
    """One end of a range, as the words give it: its characters and its TIMEX3 value."""

    span: Span
    value: str


class _Read(NamedTuple):
    """A sentence cut into atoms, and its expressions."""

    row: list[Atom]
    said: list[Expression]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of one report by sentence, and what stood in the way of resolving them."""

    by_sentence: tuple[tuple[TimeMention, ...], ...]
    problems: tuple[Problem, ...]

    def times(self, sentence: int) -> tuple[TimeMention, ...]:
        """Return the times of the sentence with that index that can date a happening, from left to right.

        Raises IndexError where the report has no such sentence.
        """
        return tuple(mention for mention in self.by_sentence[sentence] if mention.dating)

    def words(self, sentence: int) -> frozenset[int]:
        """Return the tokens that the times of that sentence are made of. Raises IndexError as `times` does."""
        return frozenset(word for mention in self.times(sentence) for word in range(mention.start, mention.end))

    def expressions(self, sentence: int) -> tuple[TimeMention, ...]:
        """Return all time expressions of that sentence: the times, and ages, rates and the like besides.

        Raises IndexError as `times` does.
        """
        return self.by_sentence[sentence]

    @staticmethod
    def of(report: Report, sentences: Sequence[Sentence]) -> Calendar:
        """Read the times of all sentences of a report, in their order.

        Without a day of publication, times that need one ("Friday", "last month") keep no ends and the calendar
        holds one Problem that says so; full dates resolve all the same.
        """
        read = [_read(report, sentence) for sentence in sentences]
        chronicle = _is_chronicle(report.published_day, read)
        telling = _Telling(report, chronicle, _asides(read) if chronicle else frozenset())
        found = tuple(map(telling.sentence, sentences, read, headings(report, sentences)))
        return Calendar(found, _problems(report, telling.unresolved))


def _read(report: Report, sentence: Sentence) -> _Read:
    row = atoms(report.text[sentence.start : sentence.end], sentence.start)
    code = symbols(row)
    verbs = {token.start for token in sentence.tokens if token.upos in ("VERB", "AUX")}
    said = [
        each
        for each in join(row, code, read_forms(row, code))
        if each.end - each.first > 1 or row[each.first].start not in verbs or row[each.first].kind not in _ALSO_VERBS
    ]
    return _Read(row, said)


def _asides(read: Sequence[_Read]) -> frozenset[int]:
    """The years that a story only looks back or ahead to, by the identity of their expressions.

    A year is one where it lies further than ASIDE_YEARS from the median of itself and its two neighbours on each side.
    """
    dated = [said for sentence in read for said in sentence.said if ((said.high or said).year or 0) > 0]
    years = [(said.high or said).year or 0 for said in dated]
    return frozenset(
        id(said)
        for place, said in enumerate(dated)
        if abs(years[place] - median(years[max(place - 2, 0) : place + 3])) > ASIDE_YEARS
    )


def _is_chronicle(published: date | None, read: Sequence[_Read]) -> bool:
    """Whether the report tells dated events long past, one after the other, and hardly speaks of this week.

    Bare years count for little: reports of news recall them too ("broke away in 2016"). The thresholds part all 22
    narratives of WikiWars from all 120 news reports of MEANTIME.
    """
    edge = published.year - 1 if published is not None else MAXYEAR
    dated = bare = new = 0
    for each in (said for sentence in read for said in sentence.said):
        high = each.high or each
        old = high.year is not None and high.year < edge
        dated += old and high.month is not None
        bare += old and high.month is None
        new += each.kind in ("day", "overnight") or (each.weekday is not None and each.day is None)
    return (dated >= _STORY_DATES and dated > 3 * new) or (dated + bare >= 2 * _STORY_DATES and not new)


class _Telling:
    """What has been told so far, while a report is read."""

    def __init__(self, report: Report, chronicle: bool, asides: frozenset[int]) -> None:
        self._asides = asides
        self._starts = Starts()
        self._report = report
        self._published = report.published_day
        self._story = chronicle
        self._chronicle = chronicle or report.published_day is None
        self._told: Told | None = None
        self._days: list[Told | None] = []
        self.unresolved: list[str] = []

    def sentence(self, sentence: Sentence, read: _Read, heading: int | None) -> tuple[TimeMention, ...]:
        """Return the times of the next sentence, which stands under the sentence of number `heading`.

        A clock time or a part of a day is of the day that the sentence has told before it, else of its heading's.
        """
        found: list[TimeMention] = []
        dated: list[tuple[Expression, date]] = []
        headed = None if heading is None else self._days[heading]
        inside = headed is not None
        self._told = headed or self._told
        for said in [*read.said, *_eras(read)]:
            if said.which == "former" and not self._story:
                continue
            mention, told = self._mention(said, sentence, read.row, inside)
            inside = inside or (told is not None and told.unit == DAY)
            found.append(mention)
            if told is not None and told.unit == DAY and said.kind != "era":
                dated.append((said, told.day))
        self._days.append(self._told if dated else None)
        self._starts.learn(read.row, dated)
        return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))

    def _mention(
        self, said: Expression, sentence: Sentence, row: list[Atom], inside: bool
    ) -> tuple[TimeMention, Told | None]:
        before = row[max(said.first - 4, 0) : said.first]
        relation = _relation(said, before)
        start, end = token_range(sentence, row[said.first].start, row[said.end - 1].end)
        tense = tense_of(sentence, start, end)
        future = tense == "future" or (tense != "past" and relation == "until")
        setting = Setting(self._published, self._told, future, self._chronicle, inside, past=tense == "past")
        if said.kind == "duration" and any(atom.kind in ("in", "within") for atom in before[-2:]):
            said = replace(said, which="within")
        counted = self._starts.value(said, row)
        value = counted or resolve(said, setting)
        if counted is not None and said.which in _EVENTS:
            relation = "at"
        span = self._report.span(row[said.first].start, row[said.end - 1].end)
        if value.relative and value.start is None and value.end is None:
            self.unresolved.append(span.text)
        if id(said) not in self._asides:
            self._remember(said, value)
        ends = self._ends(value, relation, said, future)
        head = head_of(sentence, start, end)
        historical = (said.kind == "era" and counted is None) or self._historical(ends, value, relation)
        time = Time(span, *ends, value.precision)
        bounds = self._bounds(said, row, setting)
        mention = TimeMention(
            start, end, head, time, relation, historical, value.timex, bounds, said.dating, _type(said, value)
        )
        return mention, value.told

    def _bounds(self, said: Expression, row: list[Atom], setting: Setting) -> tuple[Bound, ...]:
        if said.low is None or said.high is None:
            return ()
        return tuple(
            Bound(self._report.span(row[each.first].start, row[each.end - 1].end), resolve(each, setting).timex)
            for each in (said.low, said.high)
        )

    def _remember(self, said: Expression, value: Value) -> None:
        high = said.high or said
        if self._chronicle and (said.kind == "day" or high.which == "noun" or self._is_aside(high)):
            return
        if value.told is not None and said.kind in ("date", "feast", "day", "unit", "shift", "range", "decade", "part"):
            self._told = value.told
        elif high.year is not None and high.year < 0:
            self._told = None

    def _is_aside(self, said: Expression) -> bool:
        """Whether a bare year is an aside, as it always is where no story is told."""
        bare = said.year is not None and said.month is None and said.season is None
        return bare and not self._story

    def _ends(
        self, value: Value, relation: Relation, said: Expression, future: bool
    ) -> tuple[date | None, date | None]:
        """The interval with the relation worked in, and no later than publication where nothing speaks of the future."""
        start, end, published = value.start, value.end, self._published
        if relation == "since" and (start is not None or said.kind == "era"):
            return start, published if published is not None and (start is None or start <= published) else None
        if relation in ("until", "before") and end is not None and said.kind != "duration":
            return None, end
        if relation == "after" and start is not None and said.kind != "duration":
            return start, None if future or published is None or start > published else published
        if published is None or future or said.mod or said.kind in ("part", "overnight"):
            return start, end
        if start is not None and end is not None and start <= published < end:
            return start, published
        return start, end

    def _historical(self, ends: tuple[date | None, date | None], value: Value, relation: Relation) -> bool:
        if self._published is None:
            return False
        if value.timex.startswith("BC"):
            return True
        start, end = ends
        edge = start if relation in ("since", "after") else end
        if edge is None and relation not in ("until", "before"):
            edge = start
        return edge is not None and (self._published - edge) > timedelta(days=NEWS_WINDOW_DAYS)


def _type(said: Expression, value: Value) -> TimexType:
    if said.kind == "set" or said.which == "habit":
        return "SET" if said.kind == "set" else "TIME"
    if value.timex.endswith("_REF"):
        return "DATE"
    if value.timex[:1] == "P":
        return "DURATION"
    if said.kind in ("duration", "window"):
        return "DURATION"
    return "TIME" if "T" in value.timex else "DATE"


def _relation(said: Expression, before: Sequence[Atom]) -> Relation:
    """The relation that the words before a time give it."""
    lasting = said.kind in ("duration", "nth", "window")
    kind = said.which if said.which in _EVENTS else _preposition(before)
    if kind in _EVENTS:
        return _EVENTS[kind]
    if kind in ("for", "by") and lasting:
        return "for"
    if kind in _RELATIONS:
        return "at" if kind == "for" else _RELATIONS[kind]
    last = before[-1].kind if before else ""
    if said.kind == "duration" and last not in ("in", "within"):
        return "for"
    return "since" if last == "from" and said.kind in ("date", "decade", "day") else "at"


def _preposition(before: Sequence[Atom]) -> str:
    """The class of the nearest word that relates a time, over words such as "about" and "the"; "" for none."""
    for atom in reversed(before):
        if atom.kind in _RELATIONS:
            return atom.kind
        if atom.text.lower() in ("prior", "ahead"):
            return "before"
        if atom.kind not in _SKIPPED and atom.text.lower() not in ("to", "of", "early", "late"):
            break
    return ""


def _eras(read: _Read) -> list[Expression]:
    """Find "since the start of the Gaza war", "since the war began": what began before the news."""
    found = []
    guards = lexicon().guards
    taken = {place for said in read.said for place in range(said.first, said.end)}
    for place, atom in enumerate(read.row):
        if atom.kind != "since":
            continue
        for far in range(place + 1, min(place + _LOOK, len(read.row))):
            word = read.row[far]
            if far in taken or word.kind in ("comma", "dot", "open"):
                break
            if word.text.lower() in guards["era"]:
                found.append(Expression(place + 1, far + 1, "era"))
                break
    return found


def _problems(report: Report, unresolved: Sequence[str]) -> tuple[Problem, ...]:
    if report.published_day is not None or not unresolved:
        return ()
    return (
        Problem(
            where=report.path or report.id,
            what=f"no publication date, so {len(unresolved)} relative times stay unresolved, such as {unresolved[0]!r}",
            remedy="give the date with --published",
            report=report.id,
            fatal=False,
        ),
    )
