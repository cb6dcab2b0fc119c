"""The breaker: where too many of a channel's messages are complained about or come back, its marketing is paused, by
the same switch as staff have; staff let it go on.

What is counted is marketing, by day and channel, out of the reports of providers. Each message's first report of a
kind counts, a repeat does not: it is counted when the outcome is new to the message.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from segue.errors import Invalid, every, inside
from segue.messages import Outcome
from segue.messaging.switches import CHANNEL, Switch
from segue.spelling import only
from segue.times import DAY, Millis, to_text

BY = "breaker"
FIELDS = ("days", "least", "complaints", "bounces")
WHOLE = 100_000  # rates are counted in so many parts
BAD = ("complained", "bounced")
COUNTED = ("delivered", *BAD)
PERCENT = re.compile(r"(\d{1,2})(?:\.(\d{1,3}))?\s*%", re.ASCII)
MOST_DAYS, MOST_LEAST = 14, 1_000_000
Counts = Mapping[str, int]
Readers = Mapping[str, tuple[Callable[[str, Any, int], int], int]]


@dataclass(frozen=True)
class Breaker:
    """`days` are looked at together, today's among them, once there are `least` messages; the rates are in parts of
    100,000, 0: never."""

    days: int = 2
    least: int = 1000
    complaints: int = 100
    bounces: int = 5000

    def over(self, counts: Counts) -> str:
        """Why sending is paused by these counts, in words; "" where it is not."""
        arrived, complained, bounced = (counts.get(one, 0) for one in COUNTED)
        if arrived + bounced < self.least:
            return ""
        for bad, of, rate, called in (
            (complained, arrived, self.complaints, "complaints"),
            (bounced, arrived + bounced, self.bounces, "bounces"),
        ):
            if rate and bad * WHOLE >= rate * of:
                return f"{bad} {called} of {of} messages in {self.days} days: {_percent(rate)} or more"
        return ""


class DayCounts(Protocol):
    """Numbers of outcomes by channel and day."""

    def add(self, channel: str, day: str, counts: Counts, /) -> None: ...

    def of(self, channel: str, days: Sequence[str], /) -> dict[str, Counts]: ...


class Paused(Protocol):
    """What is paused. `first` pauses where it is not paused yet; `baseline` is what was counted up to the moment at
    which staff let a channel go on: (day, counts)."""

    def first(self, switch: Switch, /) -> bool: ...

    def baseline(self, scope: str, /) -> tuple[str, Counts]: ...


@dataclass(frozen=True)
class Breaking:
    """Counts, and pauses where it must."""

    counts: DayCounts
    paused: Paused
    policy: Callable[[], Breaker] = field(default=Breaker)

    def note(self, outcomes: Iterable[Outcome], now: Millis) -> None:
        """Takes in what a batch reported. A batch that comes again counts nothing twice and judges again."""
        told = [one for one in outcomes if one.purpose == "marketing" and one.outcome in COUNTED]
        for channel in sorted({one.channel for one in told}):
            known = [one for one in told if one.channel == channel]
            news = Counter(one.outcome for one in known if one.new)
            if news:
                self.counts.add(channel, day_of(now), news)
            if any(one.outcome in BAD for one in known):
                self._judge(channel, now)

    def _judge(self, channel: str, now: Millis) -> None:
        policy, scope = self.policy(), CHANNEL + channel
        days = [day_of(now - ago * DAY) for ago in range(policy.days)]
        why = policy.over(since(self.counts.of(channel, days), self.paused.baseline(scope)))
        if why:
            self.paused.first(Switch(scope, now, BY, why))


def since(days: Mapping[str, Counts], baseline: tuple[str, Counts]) -> Counts:
    """The sum of the days without what was there when staff let the channel go on: it is not held against it again."""
    begun, before = baseline
    total = Counter[str]()
    for day, counts in days.items():
        total.update(counts if day >= begun else {})
    total.subtract(before if begun in days else {})
    return total


def day_of(moment: Millis) -> str:
    """The day in UTC, 2026-11-29."""
    return to_text(moment)[:10]


def sending_policy(spec: Mapping[str, Any]) -> Breaker:
    """`policies/sending.yaml`: when sending is paused by itself; what it leaves out is usual.

    Raises Invalid("bad-policy", "unknown-key").
    """
    said = only(spec, ("breaker",), "the policy of sending").get("breaker", {})
    with inside("breaker"):
        given = only(said, FIELDS, "the breaker")
        read: Readers = {
            "days": (_whole, MOST_DAYS),
            "least": (_whole, MOST_LEAST),
            "complaints": (_rate, 0),
            "bounces": (_rate, 0),
        }
        made = every(*(lambda name=name: read[name][0](name, given[name], read[name][1]) for name in given))
    return Breaker(**dict(zip(given, made, strict=True)))


def _whole(name: str, given: Any, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 1 <= given <= most:
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` is a whole number from 1 to {most}")
    return given


def _rate(name: str, given: Any, _most: int) -> int:
    found = PERCENT.fullmatch(given.strip()) if isinstance(given, str) else None
    if not found:
        with inside(name):
            raise Invalid("bad-policy", f"`{name}` is a share such as 0.1%, not {str(given)[:20]!r}")
    return int(found[1]) * (WHOLE // 100) + int((found[2] or "").ljust(3, "0"))


def _percent(rate: int) -> str:
    return f"{rate / (WHOLE // 100):g} %"
