"""Trials: what the archive tells of experiments (`measures/experiments.sql`), added up to what each arm stands at on
each day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from segue.judging.sequential import Arm

PEOPLE, CROSSED, CAP = "people", "crossed", "cap"
OUTCOMES = ("ordered", "orders", "revenue", "contacts", "unsubscribed")  # the first is what decides
HOLDOUT = "holdout"
Row = Mapping[str, Any]


class Line(NamedTuple):
    """Days, and what there is up to each of them."""

    days: Sequence[str] = ()
    some: Sequence[float] = ()
    total: Sequence[float] = ()
    squares: Sequence[float] = ()

    def at(self, day: str) -> tuple[float, float, float]:
        """To how many, how much and its squares up to a day, with it."""
        place = bisect_right(self.days, day) - 1
        return (self.some[place], self.total[place], self.squares[place]) if place >= 0 else (0.0, 0.0, 0.0)


class Later(NamedTuple):
    """An arm so many days after its people were first seen in it: who ordered, and what was spent."""

    variant: str
    days: int
    ordered: Arm
    revenue: Arm


@dataclass(frozen=True)
class Trial:
    """One experiment as it was seen: `lines` by arm and outcome; `crossed`: people who were in two arms, each
    in the first; `cap`: where
    revenue is cut off (None: nobody bought), for `beyond` people."""

    name: str
    lines: Mapping[str, Mapping[str, Line]]
    crossed: int = 0
    cap: float | None = None
    beyond: int = 0
    later: Sequence[Later] = field(default_factory=tuple)

    @property
    def days(self) -> list[str]:
        """From the first day on which somebody came to the last on which anything happened: those with something."""
        return sorted({day for lines in self.lines.values() for line in lines.values() for day in line.days})

    def people(self, day: str = "9999") -> dict[str, int]:
        """By arm, up to a day."""
        return {name: int(lines.get(PEOPLE, Line()).at(day)[0]) for name, lines in self.lines.items()}

    def arm(self, name: str, outcome: str, day: str = "9999") -> Arm:
        """What an arm stands at."""
        lines = self.lines.get(name, {})
        return Arm(lines.get(PEOPLE, Line()).at(day)[0], *lines.get(outcome, Line()).at(day))


def trials(rows: Iterable[Row], later: Iterable[Row] = ()) -> dict[str, Trial]:
    """By name, out of the rows of `experiments` and `experiments_later`."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["experiment"], []).append(row)
    after: dict[str, list[Later]] = {}
    for row in later:
        after.setdefault(row["experiment"], []).append(_later(row))
    return {name: _trial(name, said, after.get(name, ())) for name, said in found.items()}


def _trial(name: str, rows: Sequence[Row], later: Sequence[Later]) -> Trial:
    lines: dict[str, dict[str, Line]] = {}
    beside = {row["outcome"]: _line(row) for row in rows if not row["variant"]}
    for row in rows:
        if row["variant"]:
            lines.setdefault(row["variant"], {})[row["outcome"]] = _line(row)
    cap, crossed = beside.get(CAP), beside.get(CROSSED, Line())
    return Trial(
        name,
        lines,
        int(crossed.at("9999")[0]),
        cap.total[-1] if cap else None,
        int(cap.some[-1]) if cap else 0,
        later,
    )


def _line(row: Row) -> Line:
    added = (accumulate(map(float, str(row[name]).split())) for name in ("some", "total", "squares"))
    return Line(str(row["days"]).split(), *(list(one) for one in added))


def _later(row: Row) -> Later:
    people, ordered = float(row["people"]), float(row["ordered"])
    revenue = Arm(people, ordered, float(row["revenue"]), float(row["squares"]))
    return Later(row["variant"], int(row["days"]), Arm(people, ordered, ordered, ordered), revenue)
