"""The demo's time: minutes of a shop's day, played `speed` times faster than they pass."""

from dataclasses import dataclass
from datetime import UTC, datetime

OPENING = 9  # o'clock


@dataclass(frozen=True)
class Clock:
    """`start` is the moment, in seconds since the epoch, at which the shop opens."""

    start: float
    speed: float

    def moment(self, minute: float) -> float:
        """When this minute of the day comes, in seconds since the epoch."""
        return self.start + minute * 60 / self.speed

    def minute(self, moment: float) -> float:
        """Which minute of the day it is at a moment."""
        return (moment - self.start) * self.speed / 60

    def text(self, minute: float, skew: int = 0) -> str:
        """The moment as ISO 8601, on a clock that is wrong by `skew` seconds."""
        return iso(self.moment(minute) + skew)


def iso(moment: float) -> str:
    """ISO 8601 in UTC with milliseconds."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_of_day(minute: float) -> str:
    """`14:30` in the shop."""
    whole = int(OPENING * 60 + minute)
    return f"{whole // 60 % 24:02d}:{whole % 60:02d}"
