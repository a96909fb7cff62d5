"""Suites `report` and `examples`: whole reports, against what a careful reader codes in them.

`report` compares with the gold shipped in this room; its report is not shipped, so it is looked for by the hash of
its text. `examples` compares with the gold beside the example reports. A happening counts as found when one claim
has its kind, actor, place, date and stance right, as `frontline.bench.agreement` says; a claim may stand for a
happening when their triggers overlap, or when it has the same kind and its evidence holds the trigger. Each claim
stands for one happening at most, the best pairs first.

Figures, each after the name of the suite: `found` and `total` (happenings), `share` (found of total), `read`
(happenings with any claim), `kind actor place date stance` and `recipient source counts resolved` (shares of the
happenings that state them; a happening without a claim has none right), `claims`, `unmatched` (claims that stand for
no happening: not all are wrong, since the gold is not every line of a report) and `forbidden` (claims whose trigger
lies where nothing may be claimed: must be 0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from frontline.bench.agreement import MORE, PARTS, Agreement, Json, agree
from frontline.bench.happening import Gold, Happening, digest, load_folder
from frontline.errors import UsageError

Reader = Callable[[Path, date | None], Iterable[Json]]
"""Reads one file, published on a day, into claims as in the claim schema."""

SHIPPED = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One happening, and the claim that stands for it, if any."""

    happening: Happening
    claim: Json | None
    agreement: Agreement | None

    @property
    def found(self) -> bool:
        """True when a claim has every part right."""
        return self.agreement is not None and self.agreement.found


@dataclass(frozen=True, slots=True)
class Comparison:
    """One report: its verdicts, the claims that stand for nothing in the gold, and those that are forbidden."""

    path: Path
    verdicts: tuple[Verdict, ...]
    unmatched: tuple[Json, ...]
    forbidden: tuple[Json, ...]
    claims: int


def run(data: Path, read: Reader) -> dict[str, float]:
    """Return the figures of suite `report` over the files in `data`.

    Raises:
        UsageError: no file of `data` is a report that was coded.
        KnowledgeError: a gold file is wrong.
    """
    return figures("report", compare_folder(data, SHIPPED, read))


def run_examples(examples: Path, read: Reader) -> dict[str, float]:
    """Return the figures of suite `examples` over its folders `reports` and `gold`; raises as `run`."""
    return figures("examples", compare_folder(examples / "reports", examples / "gold", read))


def explain(data: Path, read: Reader, gold: Path = SHIPPED) -> str:
    """Return a listing of what was missed, part by part, with what was read instead; raises as `run`."""
    return "\n\n".join("\n".join(_listing(comparison)) for comparison in compare_folder(data, gold, read))


def compare_folder(data: Path, gold: Path, read: Reader) -> list[Comparison]:
    """Compare the claims of every coded report in `data` with the files of `gold`; raises as `run`."""
    texts = {}
    for path in sorted(path for path in data.iterdir() if path.is_file()):
        # Universal newlines would shift offsets; what is no UTF-8 is no report that was coded.
        text = path.read_bytes().decode(errors="replace")
        texts[digest(text)] = (path, text)
    shelf = load_folder(gold)
    for one in shelf:
        if one.file and one.digest not in texts and (data / one.file).is_file():
            one.check((data / one.file).read_bytes().decode(errors="replace"))
    coded = [one for one in shelf if one.digest in texts]
    if not coded:
        raise UsageError(
            f"{data}: holds none of the reports that {gold} codes; name the folder that has them, unchanged"
        )
    comparisons = []
    for one in coded:
        path, text = texts[one.digest]
        one.check(text)
        comparisons.append(compare(path, one, list(read(path, one.published))))
    return comparisons


def compare(path: Path, gold: Gold, claims: Sequence[Json]) -> Comparison:
    """Pair `claims` with the happenings of `gold`."""
    taken: dict[int, tuple[int, Agreement]] = {}
    used: set[int] = set()
    for agreement, happening, claim in sorted(_candidates(gold, claims), key=_order):
        if happening not in taken and claim not in used:
            taken[happening] = (claim, agreement)
            used.add(claim)
    verdicts = tuple(
        Verdict(happening, claims[taken[index][0]], taken[index][1])
        if index in taken
        else Verdict(happening, None, None)
        for index, happening in enumerate(gold.happenings)
    )
    unmatched = tuple(claim for index, claim in enumerate(claims) if index not in used)
    forbidden = tuple(claim for claim in claims if any(_overlap(claim["trigger"], *ends) for ends in gold.must_not))
    return Comparison(path, verdicts, unmatched, forbidden, len(claims))


def figures(suite: str, comparisons: Sequence[Comparison]) -> dict[str, float]:
    """Return the figures of the module's docstring, over all `comparisons`."""
    verdicts = [one for comparison in comparisons for one in comparison.verdicts if not one.happening.optional]
    found = sum(verdict.found for verdict in verdicts)
    result: dict[str, float] = {
        "found": found,
        "total": len(verdicts),
        "share": _share(found, len(verdicts)),
        "read": _share(sum(verdict.claim is not None for verdict in verdicts), len(verdicts)),
    }
    for part in (*PARTS, *MORE):
        stated = [verdict for verdict in verdicts if part in PARTS or _states(verdict.happening, part)]
        right = sum(one.agreement is not None and one.agreement.parts.get(part, False) for one in stated)
        result[part] = _share(right, len(stated))
    result["claims"] = sum(comparison.claims for comparison in comparisons)
    result["unmatched"] = sum(len(comparison.unmatched) for comparison in comparisons)
    result["forbidden"] = sum(len(comparison.forbidden) for comparison in comparisons)
    return {f"{suite}.{name}": value for name, value in result.items()}


def _candidates(gold: Gold, claims: Sequence[Json]) -> Iterator[tuple[Agreement, int, int]]:
    for index, happening in enumerate(gold.happenings):
        for number, claim in enumerate(claims):
            same_words = _overlap(claim["trigger"], happening.start, happening.end)
            same_sentence = claim["evidence"]["start"] <= happening.start < claim["evidence"]["end"]
            if same_words or (same_sentence and claim["kind"] in happening.kinds):
                yield agree(happening, claim), index, number


def _order(candidate: tuple[Agreement, int, int]) -> tuple[bool, int, int, int]:
    agreement, happening, claim = candidate
    return not agreement.found, -agreement.right, happening, claim


def _overlap(trigger: Json, start: int, end: int) -> bool:
    return bool(trigger["start"] < end and start < trigger["end"])


def _share(part: int, whole: int) -> float:
    """Return `part` of `whole`; of nothing, everything is right."""
    return part / whole if whole else 1.0


def _states(happening: Happening, part: str) -> bool:
    stated: Mapping[str, object] = {
        "recipient": happening.recipients,
        "source": happening.sources,
        "counts": happening.counts,
        "resolved": happening.resolved,
    }
    return bool(stated[part])


def _listing(comparison: Comparison) -> Iterator[str]:
    asked = [verdict for verdict in comparison.verdicts if not verdict.happening.optional]
    yield f"{comparison.path.name}: {sum(verdict.found for verdict in asked)} of {len(asked)} found"
    for verdict in comparison.verdicts:
        if verdict.found and verdict.agreement and all(verdict.agreement.parts.values()):
            continue
        if verdict.happening.optional and verdict.claim is None:
            continue
        yield from _reasons(verdict)
    for claim in comparison.forbidden:
        yield f"  forbidden: {_brief(claim)}"
    for claim in comparison.unmatched:
        yield f"  stands for nothing coded: {_brief(claim)}"


def _reasons(verdict: Verdict) -> Iterator[str]:
    happening = verdict.happening
    grade = "found" if verdict.found else "missed"
    optional = " (optional)" if happening.optional else ""
    yield f'  {grade}{optional}: "{happening.text}" {happening.start}-{happening.end}, {happening.kinds[0]}'
    if verdict.claim is None or verdict.agreement is None:
        yield "      no claim"
        return
    for part, right in verdict.agreement.parts.items():
        if not right:
            yield f"      {part}: wanted {_wanted(happening, part)}; read {_read(verdict.claim, part)}"


def _wanted(happening: Happening, part: str) -> str:
    wanted: Mapping[str, object] = {
        "kind": " or ".join(happening.kinds),
        "stance": " or ".join(happening.stances),
        "actor": _any_of(happening.actors.alternatives),
        "place": " and ".join(happening.resolved) or _any_of(happening.places.alternatives),
        "date": " or ".join(f"{start or '?'}..{end or '?'}" for start, end in happening.dates),
        "recipient": _any_of([happening.recipients]),
        "source": _any_of([happening.sources]),
        "counts": dict(happening.counts),
        "resolved": " and ".join(happening.resolved),
    }
    return str(wanted[part])


def _any_of(alternatives: Iterable[Sequence[Sequence[str]]]) -> str:
    return " or ".join(" and ".join("/".join(names) for names in one) or "nobody" for one in alternatives)


def _read(claim: Json, part: str) -> str:
    if part == "date":
        time = claim["time"] or {"start": None, "end": None}
        return f"{time['start'] or '?'}..{time['end'] or '?'}"
    if part in {"place", "resolved"}:
        roles = ("place", "origin", "destination")
        return "; ".join(f"{role} {_named(claim[role])}" for role in roles if claim.get(role)) or "none"
    key = "sources" if part == "source" else part
    return _named(claim[key]) if isinstance(claim[key], list) else str(claim[key])


def _named(items: Iterable[Json]) -> str:
    texts = (
        f"{one['text']} = {one['name']}" if one.get("name", one["text"]) != one["text"] else one["text"]
        for one in items
    )
    return ", ".join(texts) or "none"


def _brief(claim: Json) -> str:
    trigger = claim["trigger"]
    return f'"{trigger["text"]}" {trigger["start"]}-{trigger["end"]}, {claim["kind"]}, {claim["stance"]}'
