"""Compile the days of moving feasts: `python -m frontline.training.feasts`, with the extra `train`.

The dates come from libraries: the Islamic ones from hijridate (the Umm al-Qura calendar, 1924 to 2077; a sighting of the
moon can move the real day by one), the Jewish ones and Nowruz from convertdate, the Lunar New Year from lunardate,
Easter from python-dateutil. The package reads only the table, so none of them is needed at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from frontline.knowledge.tables import DATA

FIRST, LAST = 1925, 2076
"""The years that the table covers: those that all its sources know."""
ISLAMIC = {
    "islamic-new-year": (1, 1, 1),
    "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 1),
    "mawlid": (3, 12, 1),
    "ramadan": (9, 1, 30),
    "eid-al-fitr": (10, 1, 3),
    "eid-al-adha": (12, 10, 4),
}
"""Month and day of the Islamic year, and the number of days."""
JEWISH = {
    "rosh-hashanah": (7, 1, 2),
    "yom-kippur": (7, 10, 1),
    "sukkot": (7, 15, 7),
    "hanukkah": (9, 25, 8),
    "passover": (1, 15, 8),
    "shavuot": (3, 6, 2),
}
"""The same for the Jewish year, whose months count from Nisan."""
EASTER = {"palm-sunday": -7, "good-friday": -2, "easter": 0, "easter-monday": 1, "ascension": 39, "pentecost": 49}
"""Days from Easter."""


def compiled() -> Iterator[str]:
    """Yield the lines of the table."""
    yield "# Days of moving feasts. Written by frontline.training.feasts from hijridate, convertdate, lunardate and"
    yield "# python-dateutil; not edited by hand. `days` is how long one lasts, `spread` by how many days it may be off."
    feasts = dict(_feasts())
    yield "\n[days]"
    yield from (f"{key} = {days}" for key, (days, _, _) in feasts.items())
    yield "\n[spread]"
    yield from (f"{key} = {spread}" for key, (_, spread, _) in feasts.items())
    yield "\n[starts]"
    for key, (_, _, starts) in feasts.items():
        yield f"{key} = [{', '.join(day.isoformat() for day in sorted(starts))}]"


def _feasts() -> Iterator[tuple[str, tuple[int, int, list[date]]]]:
    from convertdate import hebrew, persian  # noqa: PLC0415  compiling alone needs these
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # noqa: PLC0415
    from hijridate import Hijri  # noqa: PLC0415
    from lunardate import LunarDate  # noqa: PLC0415

    years = range(FIRST, LAST + 1)
    for key, (month, day, days) in ISLAMIC.items():
        known = (Hijri(year, month, day).to_gregorian() for year in range(1343, 1500))
        yield key, (days, 1, _within(date(one.year, one.month, one.day) for one in known))
    for key, (month, day, days) in JEWISH.items():
        holy = (hebrew.to_gregorian(year + 3760 + (month >= 7), month, day) for year in years)
        yield key, (days, 0, _within(_day(one) for one in holy))
    for prefix, method in (("", EASTER_WESTERN), ("orthodox-", EASTER_ORTHODOX)):
        sundays = [easter(year, method) for year in years]
        for key, after in EASTER.items():
            yield prefix + key, (1, 0, _within(sunday + timedelta(days=after) for sunday in sundays))
    yield "nowruz", (1, 0, _within(_day(persian.to_gregorian(year - 621, 1, 1)) for year in years))
    yield "lunar-new-year", (1, 0, _within(LunarDate(year, 1, 1).to_solar_date() for year in years))


def _day(told: Sequence[int]) -> date:
    return date(told[0], told[1], told[2])


def _within(days: Iterable[date]) -> list[date]:
    return [day for day in days if FIRST <= day.year <= LAST]


if __name__ == "__main__":
    (DATA / "feasts.toml").write_text("\n".join(compiled()) + "\n", encoding="utf-8")
