"""Virtual time: it moves only when the driver moves it."""

from dataclasses import dataclass
from types import SimpleNamespace

START = 1_767_225_600_000  # 2026-01-01T00:00:00Z


@dataclass
class Clock:
    """Milliseconds since the epoch; sleeping SDK retries move it too."""

    now: int = START

    def advance(self, millis: int) -> None:
        """Moves on; never back."""
        self.now += max(millis, 0)

    def reach(self, moment: int) -> None:
        """Moves on to a moment, if it is still ahead."""
        self.now = max(self.now, moment)

    def as_time_module(self) -> SimpleNamespace:
        """Stands in for the `time` module in the product and in botocore's endpoint."""
        return SimpleNamespace(
            time_ns=lambda: self.now * 1_000_000,
            time=lambda: self.now / 1000,
            monotonic=lambda: self.now / 1000,
            sleep=lambda seconds: self.advance(int(seconds * 1000)),
        )
