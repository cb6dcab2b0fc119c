"""Public holidays, computed by the rules of `tables/holidays.txt`, which also says how a rule is written."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from segue.occasions import WEEKDAYS

TABLE = Path(__file__).parent / "tables" / "holidays.txt"
SATURDAY, SUNDAY = 5, 6
NEAREST = {SATURDAY: -1, SUNDAY: 1}


def countries() -> tuple[str, ...]:
    """The codes of countries whose holidays are known."""
    return tuple(_rules())


def holiday(country: str, day: date) -> str:
    """The name of a country's public holiday on a day; "" where it is none, or nobody knows that country's."""
    return _of_year(country, day.year).get(day, "") if country in _rules() else ""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar ("Anonymous Gregorian algorithm", Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def _rules() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By country: rule and name."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, rule, name = line.split(" ", 2)
            found[country] = (*found.get(country, ()), (rule, name))
    return found


@lru_cache(maxsize=1024)
def _of_year(country: str, year: int) -> Mapping[date, str]:
    """A year's holidays; a day off for one of the next year (1 January on a Saturday) is in this one."""
    found: dict[date, str] = {}
    instead: list[tuple[str, date, str]] = []
    for rule, name in _rules()[country]:
        day = _day(rule, year)
        found[day] = name
        instead += [(rule[0], day, name)] if rule[0] in "~+" else []
    for sign, day, name in [*instead, *_of_new_year(country, year)]:
        found.setdefault(_instead(sign, day, found), name)
    return found


def _of_new_year(country: str, year: int) -> list[tuple[str, date, str]]:
    """The next year's 1 January, whose day off may lie in this one."""
    return [("~", date(year + 1, 1, 1), name) for rule, name in _rules()[country] if rule == "~01-01"]


def _instead(sign: str, day: date, taken: Mapping[date, str]) -> date:
    """The working day that is off for a holiday on a weekend; the day itself on any other."""
    if sign == "~":
        return day + timedelta(days=NEAREST.get(day.weekday(), 0))
    moved = day
    while day.weekday() >= SATURDAY and (moved.weekday() >= SATURDAY or moved in taken):
        moved += timedelta(days=1)
    return moved


def _day(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if "<" in rule:
        weekday, _, before = rule.partition("<")
        last = date.fromisoformat(f"{year}-{before}") - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - WEEKDAYS.index(weekday)) % 7)
    if ":" in rule:
        weekday, which, month = rule.split(":")
        return _nth(WEEKDAYS.index(weekday), int(which), (year, int(month)))
    day = date.fromisoformat(f"{year}-{rule.lstrip('~+-')}")
    return day - timedelta(days=1) if rule[0] == "-" and day.weekday() == SUNDAY else day


def _nth(weekday: int, which: int, month: tuple[int, int]) -> date:
    """The which-th weekday of a month; -1 is the last."""
    year, number = month
    if which < 0:
        following = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        return following - timedelta(days=(following.weekday() - weekday) % 7)
    first = date(year, number, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
