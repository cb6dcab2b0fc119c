"""Figures: how messages arrive: by template, by the domain of the address, by channel, and by day in UTC.

They are counted where the breaker counts, out of the same reports: when an outcome is new to its message, and never
again. A message is `sent` here when something is reported of it for the first time; what its provider never mentions
again is not counted. Soft bounces, and openings and clicks of machines, stand apart.

Beside that stands how many have left in each hour, as the sender counts them, and of how many of these anything was
reported: the rest is silent.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from segue.contact_points import CHANNELS
from segue.errors import Invalid
from segue.messages import Outcome
from segue.messaging.breakers import day_of
from segue.times import DAY, HOUR, Millis, from_text, to_text

By = Literal["template", "domain", "channel"]
GROUPS: tuple[By, ...] = ("template", "domain", "channel")
SENT = "sent"
COUNTED = (
    SENT,
    "delivered",
    "bounced",
    "soft_bounced",
    "failed",
    "rejected",
    "complained",
    "unsubscribed",
    "opened",
    "machine_opened",
    "clicked",
    "scanned",
)
MOST_DAYS = 60  # as long as they are kept
USUAL: Millis = 29 * DAY  # before today
PATIENCE: Millis = HOUR  # after the hour in which a message left: until then it is on its way
LEFT, HEARD = "left", "heard"  # before the hour of the day, `left07`
Counts = Mapping[str, int]
Gone = tuple[str, Millis]  # the channel of a message that has left, or may have, and when


class Place(NamedTuple):
    """What is counted together: a channel's messages of a day, of one template for example."""

    channel: str
    by: By
    day: str
    name: str


class Kept(Protocol):
    """The counts."""

    def add_at(self, place: Place, counts: Counts, /) -> None: ...

    def between(self, channel: str, by: By, days: tuple[str, str], /) -> dict[Place, Counts]: ...

    def add_hours(self, channel: str, day: str, counts: Counts, /) -> None: ...

    def hours(self, channel: str, days: tuple[str, str], /) -> dict[str, Counts]: ...


class Row(NamedTuple):
    """The counts of one name on one channel."""

    name: str
    channel: str
    counts: Counts

    def share(self, outcome: str, of: str = SENT) -> float:
        """How many in a hundred; 0.0 of nothing."""
        whole = self.counts.get(of, 0)
        return round(100 * self.counts.get(outcome, 0) / whole, 2) if whole else 0.0


class Told(NamedTuple):
    """Rows, the busiest first, and the counts of each day."""

    rows: tuple[Row, ...]
    days: Mapping[str, Counts]


@dataclass(frozen=True)
class Figures:
    """Counts and tells."""

    kept: Kept

    def note(self, outcomes: Sequence[Outcome], now: Millis) -> None:
        """Takes in what a batch reported: a write for each place that something is new of."""
        places: dict[Place, Counter[str]] = {}
        for one in outcomes:
            news = [one.outcome, SENT] if one.first else [one.outcome]
            for place in _places(one, day_of(now)) if one.new else ():
                places.setdefault(place, Counter()).update(each for each in news if each in COUNTED)
        for place in sorted(places):
            self.kept.add_at(place, places[place])
        self._add_hours(HEARD, ((one.channel, one.sent or now) for one in outcomes if one.new and one.first))

    def left(self, gone: Iterable[Gone]) -> None:
        """Takes in what one run of a sender has handed over: a write for each channel and day."""
        self._add_hours(LEFT, gone)

    def silent(self, span: tuple[str, str], now: Millis) -> dict[str, int]:
        """By channel how many messages left in these days, more than an hour ago, of which nobody has reported
        anything; channels without any are left out. Of messages from before they were counted none is."""
        found = {one: sum(_unheard(*row, now) for row in self.kept.hours(one, span).items()) for one in CHANNELS}
        return {channel: count for channel, count in found.items() if count}

    def gone(self, span: tuple[str, str]) -> dict[str, dict[str, int]]:
        """By day and channel how many messages left, or may have; of messages that stay with us none is counted."""
        found: dict[str, dict[str, int]] = {}
        for channel in CHANNELS:
            for day, counts in self.kept.hours(channel, span).items():
                count = sum(count for name, count in counts.items() if name.startswith(LEFT))
                found.setdefault(day, {}).update({channel: count} if count else {})
        return found

    def _add_hours(self, word: str, told: Iterable[Gone]) -> None:
        days: dict[tuple[str, str], Counter[str]] = {}
        for channel, moment in told:
            if channel in CHANNELS and not CHANNELS[channel].kept:
                name = f"{word}{moment % DAY // HOUR:02}"
                days.setdefault((channel, day_of(moment)), Counter())[name] += 1
        for channel, day in sorted(days):
            self.kept.add_hours(channel, day, days[channel, day])

    def between(self, by: By, span: tuple[str, str]) -> Told:
        """The figures of the days from the first to the last, both included."""
        found = [pair for one in CHANNELS for pair in self.kept.between(one, by, span).items()]
        rows: dict[tuple[str, str], Counter[str]] = {}
        days: dict[str, Counter[str]] = {day: Counter() for day in _days(span)}
        for place, counts in found:
            rows.setdefault((place.name, place.channel), Counter()).update(counts)
            days.setdefault(place.day, Counter()).update(counts)
        told = [Row(name, channel, counts) for (name, channel), counts in rows.items()]
        return Told(tuple(sorted(told, key=lambda one: (-one.counts.get(SENT, 0), one[:2]))), days)


def _places(one: Outcome, day: str) -> list[Place]:
    names = {"template": one.template, "domain": one.domain, "channel": one.channel}
    return [Place(one.channel, by, day, names[by]) for by in GROUPS if names[by] and one.channel]


def _unheard(day: str, counts: Counts, now: Millis) -> int:
    """How many messages of a day's hours that are over for long enough nobody has reported of."""
    begin = from_text(f"{day}T00:00:00Z")
    over = [hour for hour in range(24) if begin + (hour + 1) * HOUR + PATIENCE <= now]
    return sum(max(0, counts.get(f"{LEFT}{one:02}", 0) - counts.get(f"{HEARD}{one:02}", 0)) for one in over)


def _days(span: Sequence[str]) -> list[str]:
    first, last = (from_text(f"{one}T00:00:00Z") for one in span)
    return [to_text(moment)[:10] for moment in range(first, last + 1, DAY)]


def span_of(first: str, last: str, now: Millis, most: int = MOST_DAYS) -> tuple[str, str]:
    """The days that are asked for, `2026-11-29` each; "" is usual: today, and thirty days up to the last; at most
    `most` of them. Raises Invalid("bad-days")."""
    try:
        end = from_text(f"{last}T00:00:00Z") if last else now // DAY * DAY
        begin = from_text(f"{first}T00:00:00Z") if first else end - USUAL
    except Invalid as wrong:
        raise Invalid("bad-days", "`from` and `to` are days such as 2026-11-29") from wrong
    if not 0 <= end - begin < most * DAY:
        raise Invalid("bad-days", f"`from` is not after `to`, and at most {most - 1} days before it")
    return to_text(begin)[:10], to_text(end)[:10]
