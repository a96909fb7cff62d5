"""Reading a codebook file, every mistake told by file, line, key and what would work.

PyYAML takes 50 ms for the shipped file. So what it holds also stands beside it as JSON (codebook.json), made by
`python -m frontline.knowledge.codebook_file` and used only while the hash in it is that of the YAML file.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook_phrases import LINKS, ends_in_preposition, light_phrase, phrase_of
from frontline.knowledge.codebook_records import (
    COUNTS,
    ROLE_WORDS,
    ROLES,
    CodeRule,
    Counterexample,
    Kind,
    LightVerb,
    Part,
    Trigger,
)  # fmt: skip
from frontline.knowledge.lexicon import CLASSES
from frontline.knowledge.people import PARTY_TYPES
from frontline.knowledge.schemes import SCHEMES, Schemes, load_schemes
from frontline.knowledge.yaml_nodes import Document, Node, nearest, parse
from frontline.records import Stance

_TOP = ("version", "light_verbs", "shared_roles", "shared_codes", "codes", "kinds")
_KIND = ("key", "title", "definition", "examples", "counterexamples", "roles", "triggers", "codes")
_TRIGGER = ("verbs", "nouns", "adjectives", "roles", "when", "with", "without", "counts", "priority")
_RULE = ("when", *SCHEMES, "plover_mode")
_PARTS: dict[str, Part] = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
KEY = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TRIGGER_ROLES = frozenset((*ROLES, *ROLE_WORDS))
_ROLE_KEY = re.compile(r"ARG[0-5A]|ARGM-[A-Z]{3}")
_PARTIES = {*PARTY_TYPES, "none"}
TESTS: dict[str, set[str]] = {
    "actor": _PARTIES, "recipient": _PARTIES, "party": _PARTIES, "armed_sides": {"opposed", "among-actors"},
    "stance": {stance.value for stance in Stance}, "polarity": {"affirmative", "negative"},
    "tense": {"past", "present", "future"},
}  # fmt: skip
"""What a code rule can test, and the values that each test knows."""
WORD_TESTS = ("trigger", "cargo", "evidence")
"""Tests of words in lower case: the claim's trigger, its cargo or its evidence has one; "peacekeep*" by its beginning."""
_WORD = re.compile(r"!?[a-z][a-z'-]*\*?")


@dataclass(frozen=True, slots=True)
class Content:
    """What a codebook file holds."""

    version: str
    hash: str
    light_verbs: tuple[LightVerb, ...]
    codes: tuple[CodeRule, ...]
    kinds: tuple[Kind, ...]


def read(path: Path) -> Content:
    """Read and check a codebook file.

    Raises:
        KnowledgeError: the file cannot be read, or something in it is wrong.
    """
    data = file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    text = data.decode("utf-8", errors="replace")
    raw = _compiled(path, digest)
    return _content(parse(text, path.name) if raw is None else raw, Document(path.name, text), digest)


def _content(raw: object, document: Document, digest: str) -> Content:
    top = Node(raw, document)
    entries = top.mapping(_TOP, needed=("version", "kinds"))
    schemes = load_schemes()
    light = _light_verbs(entries["light_verbs"]) if "light_verbs" in entries else ()
    codes = tuple(_rule(node, schemes) for node in entries["codes"].items()) if "codes" in entries else ()
    kinds = tuple(_kind(node, schemes) for node in entries["kinds"].items())
    _check_keys(kinds, entries["kinds"])
    return Content(entries["version"].text(), digest[:16], light, codes, kinds)


def file_bytes(path: Path) -> bytes:
    """Return what a codebook file holds. Raises KnowledgeError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); give a readable codebook file") from error


def _compiled(path: Path, digest: str) -> Any | None:  # noqa: ANN401 - JSON holds anything
    """Return what the JSON file beside a codebook holds, None where it is missing or was made from another text."""
    try:
        held = json.loads(path.with_suffix(".json").read_bytes())
    except (OSError, ValueError):
        return None
    return held.get("codebook") if isinstance(held, dict) and held.get("source") == digest else None


def compile_codebook(path: Path) -> str:
    """Return the text of the JSON file that belongs beside the codebook file `path`.

    Raises:
        KnowledgeError: the codebook cannot be read, or something in it is wrong.
    """
    data = file_bytes(path)
    source = hashlib.sha256(data).hexdigest()
    text = data.decode("utf-8", errors="replace")
    held = parse(text, path.name)
    _content(held, Document(path.name, text), source)
    kept = {name: value for name, value in held.items() if not name.startswith("shared_")}
    return json.dumps({"source": source, "codebook": kept}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _light_verbs(node: Node) -> tuple[LightVerb, ...]:
    entries = node.mapping(("agent", "patient"))
    return tuple(LightVerb(light_phrase(verb), subject) for subject, verbs in entries.items() for verb in verbs.texts())


def _kind(node: Node, schemes: Schemes) -> Kind:
    entry = node.mapping(_KIND, needed=_KIND)
    key = entry["key"].text()
    if not KEY.fullmatch(key):
        entry["key"].wrong(f"{key!r} is no key; use small letters and single hyphens")
    roles = entry["roles"].mapping(("required", "optional"), needed=("required", "optional"))
    examples = entry["examples"].texts()
    if not examples:
        entry["examples"].wrong("is empty; give at least one sentence")
    return Kind(
        key=key,
        title=entry["title"].text(),
        definition=" ".join(entry["definition"].text().split()),
        examples=examples,
        counterexamples=tuple(_counterexample(one) for one in entry["counterexamples"].items()),
        required=tuple(one.one_of(ROLES) for one in roles["required"].items()),
        optional=tuple(one.one_of(ROLES) for one in roles["optional"].items()),
        triggers=tuple(trigger_of(one) for one in entry["triggers"].items()),
        codes=codes_of(entry["codes"], schemes),
    )


def _counterexample(node: Node) -> Counterexample:
    entry = node.mapping(("text", "instead"), needed=("text", "instead"))
    instead = None if entry["instead"].value is None else entry["instead"].text()
    return Counterexample(entry["text"].text(), instead)


def _check_keys(kinds: tuple[Kind, ...], node: Node) -> None:
    """Check that no key stands twice and that every counterexample names a kind that there is."""
    nodes = node.items()
    keys = [kind.key for kind in kinds]
    for number, kind in enumerate(kinds):
        if kind.key in keys[:number]:
            nodes[number].mapping()["key"].wrong(f"{kind.key!r} exists already; choose another key or merge the two")
        for row, example in enumerate(kind.counterexamples):
            if example.instead is not None and example.instead not in keys:
                place = nodes[number].mapping()["counterexamples"].items()[row].mapping()["instead"]
                place.wrong(f"no kind {example.instead!r}; use a key or null{nearest(example.instead, keys)}")


def trigger_of(node: Node) -> Trigger:
    """Read one entry of a kind's triggers. Raises KnowledgeError."""
    entry = node.mapping(_TRIGGER)
    named = [name for name in _PARTS if name in entry]
    if len(named) != 1:
        node.wrong("must have exactly one of verbs, nouns, adjectives; split it in two where it has more")
    part = _PARTS[named[0]]
    phrases = tuple(_phrase(word, part) for word in entry[named[0]].items())
    if not phrases:
        entry[named[0]].wrong("is empty; give at least one lemma")
    roles = entry["roles"].mapping() if "roles" in entry else {}
    return Trigger(
        part=part,
        phrases=phrases,
        roles={_argument(key, one): one.one_of(_TRIGGER_ROLES) for key, one in roles.items()},
        when=_conditions(entry.get("when")),
        counts=_counts(entry.get("counts")),
        beside=_word_sets(entry.get("with")),
        never_beside=_word_sets(entry.get("without")),
        priority=_priority(entry.get("priority")),
    )


def _phrase(node: Node, part: str) -> tuple[str, ...]:
    text = node.text()
    if text != text.lower():
        node.wrong(f"{text!r} must be in lower case")
    if part == "verb" and ends_in_preposition(text):
        link = text.split()[-1]
        node.wrong(f"{text!r} ends in a preposition; leave it out and ask for it with when: {{{link}: [any]}}")
    return phrase_of(text, part)


def _argument(key: str, node: Node) -> str:
    if not _ROLE_KEY.fullmatch(key) and key not in LINKS:
        node.wrong(
            f"{key!r} is no argument; use ARG0 to ARG5, ARGM-LOC and the like, or a preposition{nearest(key, LINKS)}"
        )
    return key


def _conditions(node: Node | None) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for keys, asked in (node.mapping() if node is not None else {}).items():
        arguments = tuple(_argument(key, asked) for key in keys.split("|"))
        classes = asked.texts()
        for item, name in zip(asked.items(), classes, strict=True):
            plain = name.removeprefix("!")
            if name != "?" and plain != "any" and plain not in CLASSES:
                item.wrong(f"{name!r} is no class; use any, ? or one of {', '.join(CLASSES)}{nearest(plain, CLASSES)}")
        found[arguments] = tuple(name for name in classes if name[0] in "!?") if "any" in classes else classes
    return found


def _counts(node: Node | None) -> dict[str, str]:
    entries = node.mapping() if node is not None else {}
    return {_argument(key, one): one.one_of(COUNTS) for key, one in entries.items()}


def _word_sets(node: Node | None) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.split()) for words in node.texts()) if node is not None else ()


def _priority(node: Node | None) -> int:
    value = 0 if node is None else node.value
    if not isinstance(value, int) and node is not None:
        node.wrong(f"{value!r} must be a whole number; the higher is tried first, 0 is usual")
    return int(value)


def codes_of(node: Node, schemes: Schemes) -> tuple[CodeRule, ...]:
    """Read a kind's rules of codes. Raises KnowledgeError."""
    nodes = node.items()
    rules = tuple(_rule(one, schemes) for one in nodes)
    if not rules or rules[-1].when or not rules[-1].codes.keys() >= set(SCHEMES):
        last = nodes[-1] if nodes else node
        last.wrong(
            f"the last rule must have no when and give {', '.join(SCHEMES)}; write null where a scheme has no code"
        )
    for number, rule in enumerate(rules[:-1]):
        if not rule.when:
            nodes[number].wrong("only the last rule may be without when; what follows could never hold")
    return rules


def _rule(node: Node, schemes: Schemes) -> CodeRule:
    entry = node.mapping(_RULE)
    when = entry["when"].mapping((*TESTS, *WORD_TESTS)) if "when" in entry else {}
    codes: dict[str, str | int | None] = {name: _code(entry[name], name, schemes) for name in SCHEMES if name in entry}
    if "plover" in codes:
        codes["plover_mode"] = None
    if "plover_mode" in entry and entry["plover_mode"].value is not None:
        kind = codes.get("plover")
        if kind is None:
            entry["plover_mode"].wrong("a mode needs its event type in the same rule; add plover")
        codes["plover_mode"] = entry["plover_mode"].one_of(schemes.plover[str(kind)])
    if not codes:
        node.wrong(f"gives no code; add one of {', '.join(SCHEMES)}")
    return CodeRule({name: _values(one, TESTS.get(name)) for name, one in when.items()}, codes)


def _code(node: Node, scheme: str, schemes: Schemes) -> str | int | None:
    value: object = node.value
    if value is None:
        return None
    if scheme == "ucdp":
        if isinstance(value, int) and value in schemes.ucdp:
            return value
        node.wrong(f"{value!r} is no UCDP type; use 1 (state-based), 2 (non-state), 3 (one-sided) or null")
    if scheme == "cameo" and isinstance(value, int):
        node.wrong(f"{value} must be text; put it in quotes")
    return node.one_of(schemes.words(scheme))


def _values(node: Node, allowed: set[str] | None) -> tuple[str, ...]:
    """Return the values of a test: those allowed, or, where None are named, words."""
    values = node.texts()
    if not values:
        node.wrong("is empty; give at least one value")
    for item, value in zip(node.items(), values, strict=True):
        if allowed is None:
            if not _WORD.fullmatch(value):
                item.wrong(f"{value!r} must be one word in lower case; a star at its end stands for any ending")
        elif value.removeprefix("!") not in allowed:
            known = ", ".join(sorted(allowed))
            item.wrong(f"{value!r} is not known; use one of {known}{nearest(value, allowed)}")
    return values


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(Path(__file__).parent / "data" / "codebook.yml")]:
        Path(name).with_suffix(".json").write_text(compile_codebook(Path(name)), encoding="utf-8")
