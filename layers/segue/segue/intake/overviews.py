"""What staff are told of each source: what became of all that came, how fast it comes, since when it is quiet. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.errors import NotFound
from segue.intake.sources import Source
from segue.intake.tallies import Counted, Day
from segue.times import DAY, HOUR, Millis, to_text
from segue.trust import PINPOINT, SERVER, WEB

# What comes in without a line in the playbook: websites and apps, the shop's server, history, and apps that spoke to
# Amazon Pinpoint.
OWN = (
    Source(WEB, "segment", "web"),
    Source(SERVER, "segment", "server"),
    Source("import", "segment", "import"),
    Source(PINPOINT, "pinpoint", "mobile"),
)
ELSEWHERE = {WEB: "/v1/batch", SERVER: "/v1/batch", "import": "/v1/import", PINPOINT: "/v1/apps/app/events"}
HOURS = 24


@dataclass(frozen=True)
class Overview:
    """A source with its counts, as they stand at `now`."""

    source: Source
    counted: Counted
    now: Millis

    @property
    def today(self) -> int:
        """How many were received on this day in UTC."""
        return received(self._day(self.now // DAY))

    @property
    def hours(self) -> tuple[int, ...]:
        """How many were received in each of the last 24 hours; the last is the one that runs."""
        first = self.now // HOUR - HOURS + 1
        return tuple(self._hour(hour) for hour in range(first, first + HOURS))

    def last_days(self, most: int) -> tuple[Day, ...]:
        """The last days up to today, oldest first, those without anything too."""
        today = self.now // DAY
        return tuple(self._day(day) for day in range(today - most + 1, today + 1))

    @property
    def refused_since(self) -> int:
        """How many requests were refused since the day of the last good one, where the newest of all was refused."""
        if self.counted.refused_last <= self.counted.last:
            return 0
        since = to_text(self.counted.last)[:10] if self.counted.last else ""
        return sum(day.counted.get("refused", 0) for day in self.counted.days if day.day >= since)

    def _hour(self, hour: int) -> int:
        day = self._day(hour * HOUR // DAY)
        return max(0, day.hours[hour % HOURS])

    def _day(self, day: int) -> Day:
        name = to_text(day * DAY)[:10]
        return next((one for one in reversed(self.counted.days) if one.day == name), Day(name, {}, (0,) * HOURS))


@dataclass(frozen=True)
class Overviews:
    """`configured` are the playbook's sources by name; `counts` reads what was counted of several, in their order."""

    configured: Callable[[], Mapping[str, Mapping[str, Any]]]
    counts: Callable[[Sequence[str]], Sequence[Counted]]

    def all(self, now: Millis) -> list[Overview]:
        """Every source by name; then what needs no line in the playbook."""
        known = self._known()
        found = self.counts(list(known))
        return [Overview(source, counted, now) for source, counted in zip(known.values(), found, strict=True)]

    def one(self, name: str, now: Millis) -> Overview:
        """One source. Raises NotFound("unknown-source")."""
        known = self._known()
        if name not in known:
            raise NotFound("unknown-source", "no source of this name is configured")
        return Overview(known[name], self.counts([name])[0], now)

    def _known(self) -> dict[str, Source]:
        specs = sorted(self.configured().items())
        listed = {name: Source(name, str(one.get("provider")), str(one.get("channel"))) for name, one in specs}
        return {**listed, **{one.name: one for one in OWN if one.name not in listed}}


def received(day: Day) -> int:
    """How many were received on a day: all but those whose proof was wrong."""
    return max(0, sum(count for outcome, count in day.counted.items() if outcome != "refused"))


def address(source: Source, origin: str) -> str:
    """Where what this source sends is taken in."""
    return origin + ELSEWHERE.get(source.name, f"/webhooks/{source.name}")
