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
        if kind == "militia" and noun.group == "militias":
            continue
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
    return modifier_type(noun, before, words) or noun.type


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
