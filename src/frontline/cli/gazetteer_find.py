"""`frontline gazetteer find`: the places that a name may mean, and the figures that put them in their order."""

from __future__ import annotations

import argparse
import json
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from frontline.cli.output import plain_console
from frontline.errors import UsageError
from frontline.knowledge import names
from frontline.knowledge.gazetteer import Candidate, Gazetteer
from frontline.knowledge.sphere import kilometres

ABOUT = """\
Print the places that a name may mean, the best first, and why they rank so:

  met         the key under which the name met the place, and the name of the place there:
              exact; article (but for al-, the, spaces); spelling (letters that stand for one
              sound); skeleton (the consonants); edit (one letter away); script (another
              script, read aloud)
  likeness    how near the two spellings are, 0 to 1
  importance  how often news means the place: its people, its rank, its sort, 0 to 1
  score       likeness² · (½ + ½ importance); with --near, · (½ + ½ nearness), where
              nearness is 1 / (1 + distance / 200 km)"""

_MOST = 400
_NEAR_KM = 200.0


class Ranked(NamedTuple):
    """A candidate with its final score, and its distance from the place of --near in kilometres."""

    candidate: Candidate
    score: float
    away: float | None


def run(arguments: argparse.Namespace) -> int:
    """Print the candidates of a name; 1 where there is none."""
    gazetteer = Gazetteer.installed()
    name = " ".join(arguments.name)
    near = _near(gazetteer, arguments.near)
    country = _country(gazetteer, arguments.country)
    candidates = [each for each in gazetteer.find(name, _MOST, edits=True) if country in (None, each.country)]
    shown = rank(candidates, near)[: max(0, arguments.limit)]
    if arguments.json:
        found = {"name": name, "keys": keys(name), "candidates": [_flat(each) for each in shown]}
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        _print(name, shown, near)
    return 0 if shown else 1


def rank(candidates: list[Candidate], near: Candidate | None) -> list[Ranked]:
    """Return the candidates with their scores, the best first; nearness to `near` counts for half."""
    ranked = []
    for candidate in candidates:
        away, score = None, candidate.score
        if near is not None and near.lat is not None and near.lon is not None:
            if candidate.lat is not None and candidate.lon is not None:
                away = kilometres((candidate.lat, candidate.lon), (near.lat, near.lon))
            score *= 0.5 + (0.0 if away is None else 0.5 / (1.0 + away / _NEAR_KM))
        ranked.append(Ranked(candidate, round(score, 4), away))
    return sorted(ranked, key=lambda each: -each.score)


def keys(name: str) -> dict[str, str]:
    """Return the keys of a name, from the surest to the loosest."""
    folded = names.fold(name)
    bare = names.bare(folded)
    spelling = names.spelling(bare)
    return {"fold": folded, "bare": bare, "spelling": spelling, "skeleton": names.skeleton(spelling)}


def _near(gazetteer: Gazetteer, name: str | None) -> Candidate | None:
    if name is None:
        return None
    found = next((each for each in gazetteer.find(name) if each.lat is not None), None)
    if found is None:
        raise UsageError(f"gazetteer find: --near {name!r} is no place with a point; give another near it")
    return found


def _country(gazetteer: Gazetteer, word: str | None) -> str | None:
    if word is None:
        return None
    code = gazetteer.country_code(word)
    if code is None:
        raise UsageError(f"gazetteer find: --country {word!r} is no country; give SY, SYR or Syria")
    return code


def _flat(ranked: Ranked) -> dict[str, Any]:
    flat = ranked.candidate._asdict() | {"score": ranked.score}
    del flat["row"]
    return flat if ranked.away is None else flat | {"km": round(ranked.away, 1)}


def _print(name: str, shown: list[Ranked], near: Candidate | None) -> None:
    console = plain_console(170)
    console.print(Text.assemble((name, "bold"), "  ", "  ".join(f"{part} {key}" for part, key in keys(name).items())))
    if not shown:
        console.print("no place of this name; frontline gazetteer import -h says how to add more places")
        return
    if not any(each.candidate.is_namesake for each in shown):
        console.print("no place of this name; these are only spelled or sound alike")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, side in (
        ("place", "left"), ("sort", "left"), ("in", "left"), ("people", "right"), ("point", "left"), ("id", "right"),
        ("met", "left"), ("likeness", "right"), ("importance", "right"),
        *([("km", "right")] if near else []), ("score", "right"),
    ):  # fmt: skip
        table.add_column(title, justify="right" if side == "right" else "left")
    for each in shown:
        table.add_row(*_cells(each, with_distance=near is not None))
    console.print(table)


def _cells(ranked: Ranked, *, with_distance: bool) -> list[Text | str]:
    one = ranked.candidate
    point = "none" if one.lat is None or one.lon is None else f"{one.lat:.3f} {one.lon:.3f} ({one.precision})"
    away = ["-" if ranked.away is None else f"{ranked.away:,.0f}"] if with_distance else []
    return [
        Text(one.name, "bold"),
        one.sort,
        ", ".join(part for part in (one.admin1 if one.admin1 != one.name else None, one.country) if part),
        f"{one.population:,}" if one.population else "-",
        point,
        str(one.geonameid or "-"),
        f"{one.match}: {one.written}",
        f"{one.likeness:.2f}",
        f"{one.importance:.2f}",
        *away,
        f"{ranked.score:.3f}",
    ]
