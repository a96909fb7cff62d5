"""What type of party a noun denotes beside given words, and which branch of a state."""

from __future__ import annotations

from collections.abc import Sequence

from frontline.knowledge.people import Noun, PeopleWords

_ARMED_GROUPS = frozenset(
    {"fighters", "forces", "soldiers", "platforms", "weapons", "commanders", "militias", "armies"}
)
_BANDS = frozenset({"militias", "fighters", "forces", "groups"})
_AGENTS = frozenset({"officials", "governments", "leaders", "sources"})
_CIVIL_TYPES = frozenset({"aid-organisation", "monitor", "media", "civilians"})
_CIVIL_GROUPS = frozenset(
    {"groups", "bodies", "persons", "parties", "quantities", "coalitions", "casualties", "prisoners", "leaders"}
)
_BEARING_ARMS = frozenset({"armed", "masked", "hooded", "camouflaged"})
_COUNCILS = frozenset({"groups", "bodies"})
_POLITICAL = frozenset({"parties", "coalitions", "leaders", "officials"})
_CAUSE_GROUPS = frozenset({"armies", "forces", "groups", "bodies", "coalitions", "militias", "fighters", "leaders"})
_BRANCHES = {
    "soldiers": "forces", "armies": "forces", "platforms": "forces", "weapons": "forces", "forces": "forces",
    "commanders": "forces", "governments": "government", "officials": "government", "police": "police",
}  # fmt: skip
_REPRESENTATIVES = frozenset(
    {
        "leader",
        "chief",
        "head",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "aide",
        "adviser",
        "advisor",
        "representative",
        "deputy",
    }
)
_NOT_THE_STATE = frozenset({"rebel", "militia", "private-military", "criminal"})


def modifier_type(noun: Noun, before: Sequence[str], words: PeopleWords) -> str | None:
    """Return the party type that the words before a noun bring, the nearest first; None where none does.

    Words like "government" make an armed noun the state's, words like "aid" and "media" only general nouns
    theirs, and words of faith or people make a band one of identity.
    """
    if not noun.open:
        return None
    for word in reversed(before):
        kind = words.modifiers.get(word)
        if kind == "government" and noun.group in _ARMED_GROUPS:
            return "state-forces"
        if kind == "militia" and (
            noun.group == "militias" or (noun.group in _COUNCILS and word in words.lists["identity"])
        ):
            continue
        if word == "opposition" and noun.group in _POLITICAL:
            return "political-party"
        if kind is not None and (kind not in _CIVIL_TYPES or noun.group in _CIVIL_GROUPS):
            return kind
    if (
        noun.group in _BANDS
        and noun.group != "groups"
        and any(word.partition("-")[0] in words.lists["identity"] for word in before)
    ):
        return "identity-militia"
    return None


def own_type(noun: Noun, before: Sequence[str], words: PeopleWords) -> str:
    """Return the type of a party known by its own words only."""
    if noun.group == "militias" and any(word.partition("-")[0] in words.lists["identity"] for word in before):
        return "identity-militia"
    kind = modifier_type(noun, before, words) or noun.type
    return "unidentified-armed" if kind == "unknown" and not _BEARING_ARMS.isdisjoint(before) else kind


def name_type(name: str, words: PeopleWords) -> str:
    """Return the type of an organisation by the words of its name: "Ministry", "Liberation Front", "Foundation".

    The last noun that denotes no mere persons decides; words of a cause ("liberation") make an armed body or a
    body of any sort a rebel group's, and an "Army of" something that is no republic is no state's.
    """
    parts = [part.removesuffix("'s").removesuffix("\u2019s") for part in name.lower().split()]
    cause = not words.lists["causes"].isdisjoint(parts)
    for index in range(len(parts) - 1, -1, -1):
        noun = words.noun(parts[index])
        if noun is None or (noun.type == "civilians" and noun.group != "analysts" and len(parts) > 1):
            continue
        own_army = noun.group == "armies" and "of" in parts[index + 1 :] and "republic" not in parts
        if noun.group in _CAUSE_GROUPS and (cause or own_army or (noun.group == "armies" and "people" in parts)):
            return "rebel"
        return own_type(noun, parts[:index], words)
    return "rebel" if cause else "unknown"


def branch_for(noun: Noun, before: Sequence[str], words: PeopleWords) -> str | None:
    """Return the branch of a state that a noun beside the state's name speaks of; None where it is no branch.

    "Syrian army" and "Syrian troops": forces; "Syrian rebel forces": none; "Syrian military official":
    forces; "Syrian official": government.
    """
    kind = modifier_type(noun, before, words)
    if kind in _NOT_THE_STATE or kind == "identity-militia" or kind in _CIVIL_TYPES or kind == "intergovernmental":
        return None
    if noun.group in _AGENTS | {"persons", "fighters", "bodies", "groups"} and kind in {"state-forces", "police"}:
        return "police" if kind == "police" else "forces"
    if noun.group == "forces" and kind == "police":
        return "police"
    if noun.group == "leaders" and noun.lemma in _REPRESENTATIVES:
        return "government"
    return _BRANCHES.get(noun.group)
