"""Toponyms: the words of a sentence that name a place, and what the text says of it beside its name."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.extraction.places.framing import is_place, is_surname, left_edge
from frontline.extraction.places.page import Page, Toponym
from frontline.knowledge.place_words import singular

_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
_QUARTERS = frozenset({"suburb", "neighbourhood", "neighborhood", "quarter", "outskirt"})
_LISTING = frozenset({",", "and", "or", "the", "&"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_LONGEST_ACRONYM = 5
_PARTICLES = frozenset({"al", "el", "de", "e", "i", "ez", "az", "ash", "as", "ad", "an", "ul", "la", "las", "los", "-"})


def toponyms(page: Page, known: frozenset[str] = frozenset()) -> list[Toponym]:
    """Return the toponyms of a sentence in their order.

    They are the names that the model calls places, and other proper nouns that stand where a place would and are
    one. `known` are bare names (frontline.knowledge.names) that are places elsewhere in the report.
    """
    found: list[Toponym] = []
    for start, end, label in sorted(_spans(page)):
        if found and start < found[-1].end:
            continue
        whole = page.slice(start, end)
        if page.gazetteer.is_country_adjective(whole) and not page.gazetteer.is_country_name(whole):
            continue
        toponym = _trimmed(page, Toponym(page.number, start, end, whole, sure=label == "LOC"))
        if toponym is None or is_surname(page, toponym) or _is_no_name(page, toponym):
            continue
        if toponym.sure or is_place(page, toponym, label, found, known):
            found.append(_described(page, toponym))
            _share_unit(page, found)
    return found


def _is_no_name(page: Page, toponym: Toponym) -> bool:
    """Say whether words are no name of a place, though the model calls them one: "polio", "FIFA".

    In a script that has capitals a name has one; and letters alone name a place only where the gazetteer has it.
    """
    letters = [letter for letter in toponym.name if letter.isalpha()]
    if all(letter.islower() for letter in letters):
        return True
    acronym = len(letters) <= _LONGEST_ACRONYM and all(letter.isupper() for letter in letters)
    shouting = all(token.text.isupper() for token in page.sentence.tokens if token.text.isalpha())
    return acronym and not shouting and page.gazetteer.known(toponym.name) is None


def _share_unit(page: Page, found: list[Toponym]) -> None:
    """Give "Donetsk" its oblast in "Donetsk and Luhansk oblasts": a unit in the plural is all listed names' own."""
    last = found[-1]
    if last.asked not in {"admin1", "admin2"} or not page.lower(last.last - 1).endswith("s"):
        return
    for at in range(len(found) - 2, -1, -1):
        between = {page.lower(token) for token in range(found[at].last, found[at + 1].start)}
        plain = between - page.words.words("vicinity", "adjectives")
        if found[at].asked is not None or not plain or not plain <= _LISTING:
            return
        found[at] = found[at]._replace(asked=last.asked)


def has_other_names(page: Page, named: list[Toponym]) -> bool:
    """Say whether a sentence has proper nouns that are in none of its toponyms."""
    taken = {at for toponym in named for at in range(toponym.start, toponym.end)}
    return any(_is_proper(page, at, inside=False) for at in range(len(page.sentence.tokens)) if at not in taken)


def _spans(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield token ranges that may name a place, with the model's label for them, "" where it has none."""
    taken: set[int] = set()
    for name in page.sentence.names:
        taken.update(range(name.start, name.end))
        for start, end in _pieces(page, name.start, name.end):
            if name.label == "LOC" or all(_is_proper(page, at, inside=True) for at in range(start, end)):
                yield start, end, name.label
    end = 0
    for start in range(len(page.sentence.tokens)):
        if start < end or start in taken or not _is_proper(page, start, inside=False):
            continue
        end = start + 1
        while end not in taken and _is_proper(page, end, inside=True):
            end += 1
        while not _is_proper(page, end - 1, inside=False):
            end -= 1
        if end not in taken and start - 1 not in taken:
            yield start, end, ""


def _pieces(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a name that the model took for one ("Deir el-Zor and al-Raqqa"), unless the whole is known."""
    joints = [at for at in range(start + 1, end - 1) if page.lower(at) in {"and", ",", "/"}]
    dashes = [at for at in range(start + 1, end - 1) if page.lower(at) in {"-", "\u2013", "\u2014"}]
    best = page.gazetteer.known(page.slice(start, end)) if joints or dashes else None
    if best and best.match in {"exact", "article"}:
        joints = dashes = []
    if len(dashes) == 1 and all(_is_known(page, *side) for side in ((start, dashes[0]), (dashes[0] + 1, end))):
        joints = dashes
    for left, right in zip([start - 1, *joints], [*joints, end], strict=True):
        if right > left + 1:
            yield left + 1, right


def _is_known(page: Page, start: int, end: int) -> bool:
    best = page.gazetteer.known(page.slice(start, end))
    return best is not None and best.match == "exact" and best.precision == "exact"


def _is_proper(page: Page, at: int, inside: bool) -> bool:
    if at >= len(page.sentence.tokens):
        return False
    token = page.sentence.tokens[at]
    if (token.upos == "PROPN" or token.xpos.startswith("NNP")) and token.text[:1].isupper():
        return True
    return inside and token.text.lower() in _PARTICLES


def _trimmed(page: Page, toponym: Toponym) -> Toponym | None:
    """Take articles, directions and generic nouns off the name, unless the whole is a known name."""
    whole = page.gazetteer.known(toponym.name)
    known = whole is not None and whole.match == "exact"
    start, end, direction, asked = toponym.start, toponym.end, False, None
    adjectives = page.words.words("vicinity", "adjectives")
    while not known and start < end - 1 and page.lower(start) in adjectives | _ARTICLES:
        direction = direction or page.lower(start) in adjectives
        start += 1
    if not known and start < end - 1:
        asked = page.words.sort(page.lower(end - 1))
        end -= asked is not None
    if not known and start < end - 2 and page.lower(start + 1) == "of":
        sort = page.words.sort(page.lower(start))
        if sort or page.lower(start) in page.words.words("frame", "events"):
            asked, start = sort or asked, start + 2
    name = page.slice(start, end) if start < end else ""
    lowered, never = name.lower(), page.words.words("frame", "never")
    if not any(letter.isalpha() for letter in name) or lowered in adjectives | never or lowered in page.words.sorts:
        return None
    return toponym._replace(start=start, end=end, name=name, asked=asked, direction=direction, last=toponym.end)


def _described(page: Page, toponym: Toponym) -> Toponym:
    """Read what stands around a name: "the town of X", "X province", "near X", "eastern X", "the outskirts of X"."""
    heads = {page.head(toponym.start, toponym.end), page.head(toponym.start, max(toponym.end, toponym.last))}
    plain = toponym._replace(heads=tuple(sorted(heads)), last=max(toponym.end, toponym.last))
    found = _before(page, _after(page, plain))
    return found._replace(asked=None if found.asked == "any" else found.asked, office=_office(page, found))


def _office(page: Page, toponym: Toponym) -> str | None:
    """Return the sort of place that the office beside a name speaks for: "Quebec Premier", "governor of Kherson"."""
    possessive = page.lower(toponym.end) in _POSSESSIVE
    beside = [page.lower(toponym.end + possessive)]
    if page.lower(toponym.start - 1) == "of":
        beside.append(page.lower(toponym.start - 2))
    for sort in ("admin1", "city"):
        words = page.words.words("office", sort)
        if any(word in words or singular(word) in words for word in beside):
            return sort
    return None


def _after(page: Page, toponym: Toponym) -> Toponym:
    """Read the noun after a name: "Deraa province", "Homs countryside", "Aleppo's outskirts"."""
    possessive = page.lower(toponym.last) in _POSSESSIVE
    after = toponym.last + possessive
    word = _noun_word(page, after)
    if word is None:
        return toponym
    heads = tuple(sorted({*toponym.heads, after}))
    sort = page.words.sort(word)
    if sort and not possessive:
        capital = page.slice(after, after + 1)[:1].isupper()
        own = not _is_of_another(page, after) and (capital or _belongs(page, after, toponym))
        return toponym._replace(asked=sort, heads=heads, last=after + 1) if own else toponym
    if word in page.words.words("vicinity", "nouns") and _belongs(page, after, toponym):
        return toponym._replace(vicinity=True, heads=heads, last=after + 1)
    return toponym


def _before(page: Page, toponym: Toponym) -> Toponym:
    """Read the words before a name: directions, "the town of", "the outskirts of", and prepositions like "near"."""
    before, direction = left_edge(page, toponym.start)
    first, asked, vicinity, heads = toponym.start, toponym.asked, toponym.vicinity, set(toponym.heads)
    first = before + 1 if direction else first
    sort = page.words.sort(page.lower(before))
    if page.lower(before) == "of" and before > 0:
        noun, sort = _noun_word(page, before - 1) or page.lower(before - 1), page.words.sort(page.lower(before - 1))
        outer = left_edge(page, before - 1)[0]
        if sort or (noun in _QUARTERS and page.lower(outer + 1) in {"the", "this", "that"}):
            heads.add(before - 1)
            asked, before = asked or sort, outer
        elif noun in page.words.words("vicinity", "nouns") | page.words.words("vicinity", "directions"):
            vicinity, first = True, before - 1
            heads.add(before - 1)
    elif sort and before == toponym.start - 1 and page.sentence.tokens[before].upos == "NOUN":
        asked = asked or sort
        heads.add(before)
        before = left_edge(page, before)[0]
    near = page.lower(before) in page.words.words("vicinity", "prepositions") and _is_preposition(page, before)
    return toponym._replace(
        asked=asked,
        vicinity=vicinity or near,
        direction=toponym.direction or direction,
        heads=tuple(sorted(heads)),
        first=first,
    )


def _is_of_another(page: Page, noun: int) -> bool:
    """Say whether a noun goes on to name its own place: "the West Bank city of Nablus"."""
    return page.lower(noun + 1) == "of" and _is_proper(page, noun + 2, inside=False)


def _is_preposition(page: Page, at: int) -> bool:
    """Say whether a token is a preposition, and not a particle ("cut off the capital")."""
    return at >= 0 and page.sentence.tokens[at].deprel.partition(":")[0] in {"case", "mark", "fixed", "advmod"}


def _noun_word(page: Page, at: int) -> str | None:
    """Return the singular of the noun at a token, None where there is no noun."""
    tokens = page.sentence.tokens
    if not 0 <= at < len(tokens) or tokens[at].upos not in {"NOUN", "PROPN"}:
        return None
    return tokens[at].lemma.lower()


def _belongs(page: Page, noun: int, toponym: Toponym) -> bool:
    """Say whether the noun after a name is its own ("Deraa province"), not a further noun's ("Homs city council")."""
    tokens = page.sentence.tokens
    if tokens[noun].deprel.startswith("compound") and tokens[noun].head > noun:
        return tokens[noun].upos == "PROPN"
    if toponym.start <= tokens[noun].head < toponym.end:
        return True
    here = page.head(toponym.start, toponym.end)
    while tokens[here].deprel == "conj":
        here = tokens[here].head
    return tokens[here].head == noun
