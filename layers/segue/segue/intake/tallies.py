"""What became of all that came in, by source and day. Pure; `segue.aws.source_counts` keeps it.

received = stored + duplicate + ignored by name + quarantined by reason. A request whose proof was wrong is `refused`:
nobody knows whom it came from, so it is not received. Items of the catalog are counted as events are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segue.times import DAY, HOUR, Millis, to_text

STORED, DUPLICATE, REFUSED = "stored", "duplicate", "refused"
IGNORED, QUARANTINED = "ignored.", "quarantined."
NEWS = ("last", "lag", "refused_last")
LONGEST = 100  # characters of a name: some are a provider's own, and each becomes the name of an attribute
# Names of what is left out on one day of a source, and in one delivery; what is beyond is counted together. Some names
# are a provider's own words, and a row that grows without end is written for more and more money until it is full.
MOST_NAMES, MOST_AT_ONCE, OTHER = 100, 20, f"{IGNORED}other"
HOURS = tuple(f"h{hour:02}" for hour in range(24))
Tally = Mapping[str, Mapping[str, int]]  # by source: what became of how many


@dataclass(frozen=True)
class Addition:
    """What is added to a source's day: how many of each outcome, received at the latest at `at`.

    `lag`: how long the newest waited to be folded, where it was. `lane`: which of several rows of the day it goes to.
    """

    source: str
    counted: Mapping[str, int]
    at: Millis
    lag: Millis | None = None
    lane: str = ""

    @property
    def day(self) -> str:
        """The day in UTC, `2026-11-25`."""
        return to_text(self.at)[:10]

    @property
    def row(self) -> str:
        """The day, and for what was refused another row of the day: strangers' requests may come as often as they like,
        and what was stored is counted in a transaction that gives way to every other update of its row."""
        lane = REFUSED if set(self.counted) == {REFUSED} else self.lane
        return f"{self.day}#{lane}" if lane else self.day

    @property
    def names(self) -> tuple[str, ...]:
        """The outcomes under names of what is left out, the most first."""
        named = [one for one in self.counted if one.startswith(IGNORED) and one != OTHER]
        return tuple(sorted(named, key=lambda one: (-self.counted[one], one)))

    def with_names(self, most: int) -> "Addition":
        """The same with at most so many names; what stood under others stands under OTHER."""
        beyond = self.names[most:]
        if not beyond:
            return self
        kept = Counter({outcome: count for outcome, count in self.counted.items() if outcome not in beyond})
        kept[OTHER] += sum(self.counted[one] for one in beyond)
        return replace(self, counted=dict(kept))

    @property
    def numbers(self) -> dict[str, int]:
        """What is added: the outcomes, and what was received under its hour."""
        received = sum(count for outcome, count in self.counted.items() if outcome != REFUSED)
        return {**self.counted, **({HOURS[self.at % DAY // HOUR]: received} if received else {})}

    @property
    def news(self) -> dict[str, int]:
        """What takes the place of what stood there."""
        known = {} if self.lag is None else {"lag": self.lag}
        return {"refused_last": self.at} if set(self.counted) == {REFUSED} else {"last": self.at, **known}


@dataclass(frozen=True)
class Day:
    """One day: how many of each outcome, how many were received by hour; the newest receipt and how long it waited,
    and the newest refusal."""

    day: str
    counted: Mapping[str, int]
    hours: tuple[int, ...]
    last: Millis = 0
    lag: Millis = 0
    refused_last: Millis = 0


@dataclass(frozen=True)
class Counted:
    """All that a source brought. `days` are the newest, oldest first."""

    source: str
    received: int = 0
    stored: int = 0
    duplicate: int = 0
    refused: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)
    quarantined: Mapping[str, int] = field(default_factory=dict)
    last: Millis = 0
    lag: Millis = 0
    refused_last: Millis = 0
    days: tuple[Day, ...] = ()


def ignored(name: str) -> str:
    """The outcome of what is left out by this name."""
    return f"{IGNORED}{name[:LONGEST]}"


def quarantined(reason: str) -> str:
    """The outcome of what is held for this reason."""
    return f"{QUARANTINED}{reason[:LONGEST]}"


def day_of(day: str, numbers: Mapping[str, Any]) -> Day:
    """A day of its stored numbers."""
    outcomes = {name: int(value) for name, value in numbers.items() if _is_outcome(name)}
    hours = tuple(int(numbers.get(one, 0)) for one in HOURS)
    news = {name: int(numbers.get(name, 0)) for name in NEWS}
    return Day(day, outcomes, hours, **news)


def whole(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of one day as one: numbers added up, the newest of what was said last."""
    listed = sorted(rows, key=lambda row: row.get("last", 0))
    news = {name: row[name] for row in listed for name in ("last", "lag", "refused_last") if name in row}
    total = Counter[str]()
    for row in listed:
        total.update({name: int(value) for name, value in row.items() if _is_outcome(name) or name in HOURS})
    return {**total, **news}


def counted(source: str, days: Iterable[Day]) -> Counted:
    """The days of a source, added up."""
    listed = sorted(days, key=lambda one: one.day)
    total = Counter[str]()
    for one in listed:
        total.update(one.counted)  # also what a replay has taken off on a later day
    total = +total
    newest = max(listed, key=lambda one: one.last, default=Day("", {}, ()))
    return Counted(
        source=source,
        received=total.total() - total[REFUSED],
        stored=total[STORED],
        duplicate=total[DUPLICATE],
        refused=total[REFUSED],
        ignored=_under(IGNORED, total),
        quarantined=_under(QUARANTINED, total),
        last=newest.last,
        lag=newest.lag,
        refused_last=max((one.refused_last for one in listed), default=0),
        days=tuple(listed),
    )


def _under(prefix: str, total: Mapping[str, int]) -> dict[str, int]:
    return {name.removeprefix(prefix): count for name, count in sorted(total.items()) if name.startswith(prefix)}


def _is_outcome(name: str) -> bool:
    return name in (STORED, DUPLICATE, REFUSED) or name.startswith((IGNORED, QUARANTINED))
