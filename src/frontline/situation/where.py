"""Where: which places a claim about control speaks of, whole, in part, or as one of a region's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from frontline.knowledge.gazetteer import Gazetteer
from frontline.knowledge.names import fold
from frontline.knowledge.place_words import load_place_words
from frontline.knowledge.tables import WordLists, read_word_lists
from frontline.records import Claim, Place
from frontline.records.control import ControlPlace

PlaceKey = tuple[object, ...]
"""What makes two mentions one place: the GeoNames id, else name and point, else name and region."""
Region = tuple[str, str]
"""A first-level region: the country's alpha-3 code and the region's name as its places bear it."""

SETTLEMENTS = frozenset({"city", "town", "village"})
OWN_PLACES = frozenset({"facility", "crossing"})
"""What can be held apart from the town that it is in or near, where it has a name."""
_PARTS = Path(__file__).parent / "data" / "parts.toml"
_WORD = re.compile(r"[\w%-]+")
_OWNED = re.compile(r"[\w%-]+(?:['\u2019]s\b)?")
_LOOK = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """One place, or one region, that a claim speaks of. `part` says that the claim leaves the whole open."""

    place: ControlPlace | None
    region: Region | None = None
    part: bool = False


def place_key(place: ControlPlace) -> PlaceKey:
    """Return what tells a place from others."""
    if place.geonameid is not None:
        return (place.geonameid,)
    if place.lat is not None:
        return fold(place.name), place.lat, place.lon
    return fold(place.name), place.country, place.admin1


def settings(claim: Claim, places: tuple[Place, ...], gazetteer: Gazetteer) -> tuple[Setting, ...]:
    """Return the settings of a claim among the places that one of its roles names.

    A town beside its region is the town; a building, street or area that has no point of its own beside a town is a
    part of the town; a crossing, airport or base with a name and a place on the map is a place of its own. Areas without a point,
    second-level regions and countries are left out: which towns they hold is not known or says too little.
    """
    read = [_around_its_city(_as_town(place, gazetteer), gazetteer) for place in places]
    towns = [place for place in read if place.feature in SETTLEMENTS]
    holds_part = any(place.feature not in SETTLEMENTS and not _is_own(place) and not _is_unit(place) for place in read)
    found = [Setting(control_place(place), part=holds_part or _is_part(claim, place)) for place in towns]
    found += [Setting(_own_place(place), part=_says_part(claim, place)) for place in read if _is_own(place)]
    if not found:
        found = [
            Setting(None, (place.country, place.admin1 or place.name))
            for place in read
            if place.feature == "region"
            and place.precision == "admin1"
            and place.country
            and not holds_part
            and not _is_scene(claim, place)
            and not _is_part(claim, place)
        ]
    return tuple(dict.fromkeys(found))


def control_place(place: Place) -> ControlPlace:
    """Return a mention's place as something that can be held."""
    return ControlPlace(place.name, place.geonameid, place.lat, place.lon, place.feature, place.country, place.admin1)


def _own_place(place: Place) -> ControlPlace:
    """Return a crossing or the like as something that can be held; without a point where the one known is only near it."""
    found = control_place(place)
    return replace(found, lat=None, lon=None) if place.precision == "near" else found


def _is_unit(place: Place) -> bool:
    return place.feature in {"region", "country"}


def _is_own(place: Place) -> bool:
    told = place.lat is not None and place.precision in {"exact", "near"}
    return place.feature in OWN_PLACES and place.name[:1].isupper() and told


def _as_town(place: Place, gazetteer: Gazetteer) -> Place:
    """Read a bare name that is a region's and its chief town's as the town: sides take and hold towns."""
    if place.feature != "region" or place.precision != "admin1" or _says_unit(place.span.text):
        return place
    for one in gazetteer.find(place.span.text):
        if one.feature in {"city", "town"} and one.country == place.country and one.admin1 == place.admin1:
            return Place(
                place.span, one.name, one.feature, "exact", one.geonameid, one.lat, one.lon, one.country, one.admin1
            )
    return place


def _around_its_city(place: Place, gazetteer: Gazetteer) -> Place:
    """Read "Kyiv Oblast" as the region around the city where it came to the city's own unit, "Kyiv City"."""
    words = set(_WORD.findall(place.span.text.lower()))
    if place.feature != "region" or "city" not in _WORD.findall(place.name.lower()) or "city" in words:
        return place
    bare = " ".join(word for word in _WORD.findall(place.span.text) if not _says_unit(word))
    for one in gazetteer.find(bare):
        if (one.precision, one.country) == ("admin1", place.country) and one.geonameid != place.geonameid:
            return replace(place, name=one.name, geonameid=one.geonameid, lat=one.lat, lon=one.lon, admin1=one.admin1)
    return place


def _says_unit(text: str) -> bool:
    words = load_place_words()
    return any(words.sort(word) in {"admin1", "admin2"} for word in _WORD.findall(text))


def _is_part(claim: Claim, place: Place) -> bool:
    """Say whether the words in or before a place, or its precision, leave the whole open."""
    return place.precision == "near" or _says_part(claim, place)


def _says_part(claim: Claim, place: Place) -> bool:
    own = {fold(word) for word in _WORD.findall(place.name)}
    said = [word.lower() for word in _WORD.findall(place.span.text) if fold(word) not in own]
    if any(word in _words()["within", "words"] for word in said):
        return True
    return _ends_in_part(_before(claim, place))


def _is_scene(claim: Claim, place: Place) -> bool:
    """Say whether something in a region is told of, not the region: "the territories under their control in Kharkiv Oblast"."""
    skipped = _words()["scene", "skipped"]
    before = [word for word in _before(claim, place) if word not in skipped and not _is_possessive(word)]
    return bool(before) and before[-1] in _words()["scene", "words"]


def _before(claim: Claim, place: Place) -> list[str]:
    """Return the last words before a place in its sentence, in small letters."""
    at = place.span.start - claim.evidence.start
    return [word.lower() for word in _OWNED.findall(claim.evidence.text[:at])][-_LOOK:] if at > 0 else []


def _ends_in_part(words: list[str]) -> bool:
    """Say whether words such as "half of the city of", read backwards, name a part."""
    nouns, skipped = _words()["before", "nouns"], {"the", "city", "town", "village"}
    through_of = owned = False
    for word in reversed(words):
        if _is_possessive(word):
            owned = True  # "eastern Ukraine's Avdiivka" is all of it
        elif word == "of":
            through_of = True
        elif through_of and (word in nouns or word.endswith("%")):
            return True
        elif word not in skipped:
            return word in _words()["within", "words"] and not (through_of or owned)
    return False


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "\u2019s"))


@cache
def _words() -> WordLists:
    return read_word_lists(_PARTS, {"before": {"nouns"}, "within": {"words"}, "scene": {"words", "skipped"}})
