"""Classes of nouns (people_words.toml) that the readers of parties treat alike."""

from __future__ import annotations

NAMELESS = frozenset(
    {
        "civilians",
        "casualties",
        "prisoners",
        "protesters",
        "rioters",
        "journalists",
        "aid-workers",
        "analysts",
        "media",
        "monitors",
    }
)
OWNED = frozenset(
    {
        "forces",
        "soldiers",
        "armies",
        "platforms",
        "fighters",
        "commanders",
        "leaders",
        "officials",
        "governments",
        "persons",
        "militias",
        "sources",
        "bodies",
        "weapons",
        "groups",
    }
)
ARMED = frozenset({"armies", "forces", "platforms", "weapons", "soldiers", "fighters"})
OPEN_TYPES = frozenset({"unknown", "unidentified-armed"})
"""Party types that what stands beside a noun may make more exact."""
