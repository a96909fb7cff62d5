"""Suite `sentences`: single sentences, each with one claim that a careful coder makes of it (TOML files).

A case names words that must be in a role's text; what it does not name is not asked. A case with `none = true`
asks that nothing be claimed. tests/extraction/cases/claims.toml shows the form.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from frontline.errors import UsageError
from frontline.records.wire import Json

Reader = Callable[[str], list[Json]]
"""Reads one text, published on Friday 6 December 2024, into claims as JSON objects."""

PARTS = ("kind", "stance", "actor", "recipient", "place", "origin", "destination", "source", "start", "end", "count")
_ROLES = ("actor", "recipient", "place", "origin", "destination")


class Outcome(NamedTuple):
    """One case with the claim that came nearest to it and the parts that are wrong; "missed" where none came."""

    case: Mapping[str, Any]
    nearest: Json | None
    wrong: tuple[str, ...]


def load_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of one file.

    Raises:
        UsageError: the file cannot be read, or holds no cases.
    """
    try:
        cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{path}: holds no cases ({error}); write them as [[case]] tables") from error
    return [case for case in cases if not case.get("skip")]


def outcomes(cases: Iterable[Mapping[str, Any]], read: Reader) -> list[Outcome]:
    """Read every case and compare."""
    return [_outcome(case, read(case["text"])) for case in cases]


def run(data: Path, read: Reader) -> dict[str, float]:
    """Return, for every file of cases in a folder, the share of whole cases right, and of each part."""
    figures: dict[str, float] = {}
    paths = sorted(data.glob("*claims*.toml")) if data.is_dir() else [data]
    if not paths:
        raise UsageError(f"{data}: no file of cases (*claims*.toml) in it")
    for path in paths:
        found = outcomes(load_cases(path), read)
        figures.update({f"{path.stem}.{name}": value for name, value in _figures(found).items()})
    return figures


def explain(found: Iterable[Outcome]) -> str:
    """Return a line for every case that is not right."""
    lines = []
    for case, nearest, wrong in found:
        if not wrong:
            continue
        lines.append(f"{', '.join(wrong):28} {case.get('kind', 'none'):18} {case['text']}")
        if nearest is not None:
            roles = {role: [item["text"] for item in nearest[role]] for role in _ROLES if nearest[role]}
            sources = [source["text"] for source in nearest["sources"]]
            lines.append(
                f"{'':28} got {nearest['kind']} {nearest['stance']} {roles} {nearest['time']} {sources} {nearest['counts']}"
            )
    return "\n".join(lines)


def _figures(found: list[Outcome]) -> dict[str, float]:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for case, _, wrong in found:
        names = ["none"] if case.get("none") else [part for part in PARTS if part in case]
        asked.update(names)
        right.update(name for name in names if name not in wrong and "missed" not in wrong)
    whole = sum(not outcome.wrong for outcome in found)
    shares = {name: right[name] / asked[name] for name in ("none", *PARTS) if asked[name]}
    return {"cases": float(len(found)), "whole": whole / max(len(found), 1), **shares}


def _outcome(case: Mapping[str, Any], claims: list[Json]) -> Outcome:
    if case.get("none"):
        return Outcome(case, claims[0] if claims else None, ("none",) if claims else ())
    named = [claim for claim in claims if case.get("trigger", "") in claim["trigger"]["text"]] or claims
    if not named:
        return Outcome(case, None, ("missed",))
    nearest = min(named, key=lambda claim: (claim["kind"] != case["kind"], len(_wrong(case, claim))))
    wrong = _wrong(case, nearest)
    return Outcome(case, nearest, ("missed", *wrong) if "kind" in wrong and len(wrong) == len(_asked(case)) else wrong)


def _asked(case: Mapping[str, Any]) -> list[str]:
    return [part for part in PARTS if part in case]


def _wrong(case: Mapping[str, Any], claim: Json) -> tuple[str, ...]:
    return tuple(part for part in _asked(case) if not _agrees(part, case[part], claim))


def _agrees(part: str, wanted: Any, claim: Json) -> bool:  # noqa: ANN401  a case's value is what its part says
    if part in {"kind", "stance"}:
        return bool(claim[part] == wanted)
    if part in _ROLES:
        texts = [item["text"] for item in claim[part]]
        return not texts if wanted == "" else any(wanted in text or text in wanted for text in texts)
    if part == "source":
        inner = claim["sources"][-1:] if claim["sources"] else []
        return any(wanted in source["text"] or source["text"] in wanted for source in inner)
    if part in {"start", "end"}:
        return bool(claim["time"]) and claim["time"][part] == wanted
    return all(_same_count(claim["counts"].get(name), numbers) for name, numbers in wanted.items())


def _same_count(found: Mapping[str, Any] | None, numbers: list[int]) -> bool:
    wanted = [None if number < 0 else number for number in numbers]
    return found is not None and [found["low"], found["best"], found["high"]] == wanted
