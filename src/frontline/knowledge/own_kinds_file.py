"""Reading a user's file of kinds. Every mistake is told by line, key and what would work, and all of them at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from frontline.errors import KnowledgeError
from frontline.knowledge.codebook import Codebook
from frontline.knowledge.codebook_file import KEY, codes_of, file_bytes, trigger_of
from frontline.knowledge.codebook_records import ROLES, CodeRule, Counterexample, Kind
from frontline.knowledge.own_kinds import Marked, OwnKind, OwnKinds
from frontline.knowledge.schemes import SCHEMES, Schemes, load_schemes
from frontline.knowledge.yaml_nodes import Document, Faults, Node, nearest, parse

LEAST = 3
"""Examples that a kind needs where it has no triggers: fewer say too little of what they have in common."""
_KEYS = ("key", "title", "definition", "examples", "counterexamples", "roles", "like", "codes", "triggers")
_STARRED = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")
_BARE = re.compile(r"\s*-\s+\*")


class Read(NamedTuple):
    """What a file of kinds holds, as far as it is sound, and what is wrong with the rest ("file:line: key: what")."""

    own: OwnKinds
    faults: tuple[str, ...]


def read_kinds(path: Path, core: Codebook) -> OwnKinds:
    """Read a file of kinds into the codebook.

    Raises:
        KnowledgeError: the file cannot be read, or something in it is wrong.
    """
    own, faults = look_through(path, core)
    if faults:
        more = f" (and {len(faults) - 1} more: see frontline codebook check {path})" if len(faults) > 1 else ""
        raise KnowledgeError(faults[0] + more)
    return own


def look_through(path: Path, core: Codebook) -> Read:
    """Read a file of kinds as far as it is sound, and say everything that is wrong with it.

    Raises:
        KnowledgeError: the file cannot be read, is not YAML, or has no list of kinds.
    """
    data = file_bytes(path)
    text = data.decode("utf-8", errors="replace")
    top = Node(_parsed(text, str(path)), Document(str(path), text))
    entries = top.mapping(("version", "kinds"), needed=("kinds",))
    if not entries["kinds"].items():
        entries["kinds"].wrong("is empty; give at least one kind")
    faults, schemes = Faults(), load_schemes()
    kinds: tuple[OwnKind, ...] = faults.each(entries["kinds"], lambda node: _kind(node, core, schemes, faults))
    _check(entries["kinds"], kinds, core, faults)
    digest = hashlib.sha256(f"{core.hash} {hashlib.sha256(data).hexdigest()}".encode()).hexdigest()[:16]
    book = core.having((one.kind for one in kinds), digest)
    return Read(OwnKinds(path.name, kinds, book), tuple(faults.found))


def _parsed(text: str, name: str) -> object:
    try:
        return parse(text, name)
    except KnowledgeError as error:
        bare = next((number for number, line in enumerate(text.splitlines(), 1) if _BARE.match(line)), None)
        if bare is None:
            raise
        message = f"{name}:{bare}: a sentence that begins with an asterisk must be in quotes"
        raise KnowledgeError(message) from error


def _kind(node: Node, core: Codebook, schemes: Schemes, faults: Faults) -> OwnKind:
    entry = node.mapping(_KEYS, needed=("key",))
    key = entry["key"].text()
    if not KEY.fullmatch(key):
        faults.wrong(entry["key"], f"{key!r} is no key; use small letters and single hyphens")
    base = _base(key, entry, core, faults)
    changes = base is not None and base.key == key
    triggers = tuple(replace(one, own=True) for one in faults.each(entry.get("triggers"), trigger_of))
    examples = faults.each(entry.get("examples"), _example)
    contraries = faults.each(entry.get("counterexamples"), _contrary)
    if not changes:
        for name in (name for name in ("title", "definition") if name not in entry):
            faults.wrong(node, f"{name} is missing; add it")
    if not triggers and len(examples) < LEAST and ("examples" in entry or not changes):
        _too_few(entry.get("examples", node), len(examples), faults)
    kind = Kind(
        key=key,
        title=_text(entry.get("title"), base.title if changes and base else key, faults),
        definition=" ".join(
            _text(entry.get("definition"), base.definition if changes and base else "", faults).split()
        ),
        examples=(*(base.examples if changes and base else ()), *(one.text for one in examples)),
        counterexamples=(*(base.counterexamples if changes and base else ()), *(one for one, _ in contraries)),
        required=(),
        optional=ROLES,
        triggers=(*triggers, *(base.triggers if changes and base else ())),
        codes=_codes(entry.get("codes"), base, schemes, faults),
    )
    kind = _with_roles(kind, entry.get("roles"), base, faults)
    return OwnKind(kind, base, examples, tuple(one for _, one in contraries), node.document.line(node.where))


def _base(key: str, entry: dict[str, Node], core: Codebook, faults: Faults) -> Kind | None:
    """The core kind that an entry changes or is like."""
    keys = tuple(kind.key for kind in core.kinds)
    if key in keys:
        if "like" in entry:
            message = f"{key!r} is a core kind and keeps its own roles and codes; leave `like` out"
            faults.wrong(entry["like"], message)
        return core.kind(key)
    if "like" not in entry:
        return None
    like = _text(entry["like"], "", faults)
    if like in keys:
        return core.kind(like)
    if like:
        faults.wrong(entry["like"], f"{like!r} is no core kind; see frontline codebook list{nearest(like, keys)}")
    return None


def _text(node: Node | None, otherwise: str, faults: Faults) -> str:
    return faults.tried(node.text, otherwise) if node is not None else otherwise


def _too_few(node: Node, number: int, faults: Faults) -> None:
    faults.wrong(node, f"{number} sound examples; give at least {LEAST}, better ten, or triggers")


def _codes(node: Node | None, base: Kind | None, schemes: Schemes, faults: Faults) -> tuple[CodeRule, ...]:
    none = base.codes if base is not None else (CodeRule({}, {**dict.fromkeys(SCHEMES), "plover_mode": None}),)
    return faults.tried(lambda: codes_of(node, schemes), none) if node is not None else none


def _with_roles(kind: Kind, node: Node | None, base: Kind | None, faults: Faults) -> Kind:
    """The kind with the roles that the entry gives, else with those of the kind that it is like, else with all."""
    if node is None:
        return kind if base is None else replace(kind, required=base.required, optional=base.optional)
    if isinstance(node.value, list):
        return replace(kind, optional=faults.each(node, lambda one: one.one_of(ROLES)))
    parts: dict[str, Node] = faults.tried(lambda: node.mapping(("required", "optional")), {})
    required, optional = (
        faults.each(parts.get(name), lambda one: one.one_of(ROLES)) for name in ("required", "optional")
    )
    return replace(kind, required=required, optional=optional)


def _example(node: Node) -> Marked:
    marked = _marked(node)
    if not marked.end:
        node.wrong("has no trigger; put the word that tells of it between asterisks: Sappers *cleared* forty mines.")
    return marked


def _contrary(node: Node) -> tuple[Counterexample, Marked]:
    """A counterexample is a sentence, or {text, instead}; the word that is not of the kind may be marked."""
    instead = None
    if isinstance(node.value, dict):
        entry = node.mapping(("text", "instead"), needed=("text",))
        if "instead" in entry and entry["instead"].value is not None:
            instead = entry["instead"].text()
        node = entry["text"]
    marked = _marked(node)
    return Counterexample(marked.text, instead), marked


def _marked(node: Node) -> Marked:
    """The sentence of a node without its asterisks, and where they stood."""
    text = " ".join(node.text().split())
    found = list(_STARRED.finditer(text))
    bare = _STARRED.sub(r"\1", text)
    line = node.document.line(node.where)
    if len(found) > 1:
        node.wrong("has more than one trigger; mark one, and give the sentence again for the other")
    if "*" in bare:
        node.wrong("has an asterisk alone; put one before and one after the trigger, without blanks: *cleared*")
    if not found:
        return Marked(bare, 0, 0, line)
    return Marked(bare, found[0].start(), found[0].end() - 2, line)


def _check(node: Node, kinds: Iterable[OwnKind], core: Codebook, faults: Faults) -> None:
    """Say where a key stands twice, and where a counterexample names a kind that there is not."""
    known = {kind.key for kind in core.kinds} | {one.kind.key for one in kinds}
    seen: set[object] = set()
    for one in node.items():
        entry = one.value if isinstance(one.value, dict) else {}
        key = entry.get("key")
        if isinstance(key, str) and key in seen:
            message = f"{key!r} stands in this file already; choose another key or merge the two"
            faults.wrong(one.mapping()["key"], message)
        seen.add(key if isinstance(key, str) else None)
        _check_instead(one, known, faults)


def _check_instead(node: Node, known: Iterable[str], faults: Faults) -> None:
    rows = node.value.get("counterexamples") if isinstance(node.value, dict) else None
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        instead = row.get("instead") if isinstance(row, dict) else None
        if isinstance(instead, str) and instead not in known:
            place = Node(instead, node.document, (*node.where, "counterexamples", number, "instead"))
            faults.wrong(place, f"no kind {instead!r}; use a key or null{nearest(instead, known)}")
