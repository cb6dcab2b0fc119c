"""Noticing: findings that are new or have become worse leave as signals, once.

It is the last stage of the measures' night. What was told is kept behind the telling, and a signal's id follows from
the finding and the end of the period, so that a stage that is done again tells nothing twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from segue.friction.ranking import Found, ranked
from segue.measures.results import Result, Wish
from segue.measures.runs import OFTEN, Run
from segue.profile.signals import Signal
from segue.times import DAY, Millis

FOUND, WORSENED = "FrictionFound", "FrictionWorsened"
KEPT: Millis = 28 * DAY  # a finding that comes again within that is not new
NIGHTLY = Wish("frictions", OFTEN)
MOST = 20  # signals of one night, those that cost most


class Known(msgspec.Struct, frozen=True):
    """The upper end of a finding's excess when it was last seen, and when that was."""

    high: float
    time: Millis


class Memory(Protocol):
    """What was seen by the runs before."""

    def seen(self) -> Mapping[str, Known]:
        """By the id of the finding; {} at first."""
        ...

    def remember(self, seen: Mapping[str, Known], /) -> None:
        """In place of what was kept."""
        ...


class Bus(Protocol):
    """Where signals leave."""

    def publish(self, signals: Sequence[Signal], /) -> None:
        """All of them, at least once."""
        ...


@dataclass(frozen=True)
class Noticing:
    """Tells what a night found; `last` is what is kept of a wish."""

    last: Callable[[Wish], Result | None]
    memory: Memory
    bus: Bus

    def page(self, run: Run) -> Run:
        """The stage. Raises Unavailable."""
        if result := self.last(NIGHTLY):
            self.notice(result)
        return run.finished_stage()

    def notice(self, result: Result) -> int:
        """Tells what is new and what is worse, and remembers; answers how many were told. Raises Unavailable."""
        found = ranked(result.rows, result.since, result.until, result.currency)
        before = self.memory.seen()
        told = signals(found, before, result.until, result.currency)
        if told:
            self.bus.publish(told)
        after = remembered(found, before, result.until)
        if after != before:
            self.memory.remember(after)
        return len(told)


def signals(found: Sequence[Found], before: Mapping[str, Known], until: Millis, currency: str) -> list[Signal]:
    """Of each finding that nobody knew one signal, and of each that is surely more than it was at most."""
    news = [(FOUND if one.id not in before else WORSENED, one) for one in found if _is_news(one, before)]
    return [Signal(name, "", until, f"{one.id}|{until // DAY}", _detail(one, currency)) for name, one in news[:MOST]]


def remembered(found: Sequence[Found], before: Mapping[str, Known], until: Millis) -> dict[str, Known]:
    """What is to be known from now on."""
    fresh = {name: one for name, one in before.items() if until - one.time < KEPT}
    return {**fresh, **{one.id: Known(one.high, until) for one in found}}


def _is_news(one: Found, before: Mapping[str, Known]) -> bool:
    return one.id not in before or one.low > before[one.id].high


def _detail(one: Found, currency: str) -> dict[str, object]:
    said = {name: getattr(one, name) for name in ("kind", "place", "page", "device", "people", "sentence")}
    shares = {"share": round(one.share, 4), "usual": round(one.usual, 4)}
    lost = {} if one.month is None else {"month": round(one.month), "currency": currency}
    return {"finding": one.id, **said, **shares, **lost}
