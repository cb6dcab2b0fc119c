"""Switching: what staff can do to sending: see what is paused, pause, let go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from segue.messaging.breakers import DayCounts, day_of
from segue.messaging.switches import CHANNEL, Switch
from segue.times import Millis


class Kept(Protocol):
    """What is paused, written down; of two words on one scope the last counts."""

    def paused(self) -> list[Switch]: ...

    def pause(self, switch: Switch, /) -> None: ...

    def resume(self, scope: str, baseline: tuple[str, Mapping[str, int]] | None = None, /) -> None: ...


@dataclass(frozen=True)
class Switching:
    """In force for whatever is sent after the answer."""

    kept: Kept
    counts: DayCounts

    def paused(self) -> list[Switch]:
        """All that is paused, the longest first."""
        return self.kept.paused()

    def pause(self, switch: Switch) -> None:
        """Holds the messages of its scope."""
        self.kept.pause(switch)

    def resume(self, scope: str, now: Millis) -> None:
        """Lets them go on. What came back of a channel up to now does not pause it again."""
        if not scope.startswith(CHANNEL):
            self.kept.resume(scope)
            return
        today = day_of(now)
        counted = self.counts.of(scope.removeprefix(CHANNEL), [today])
        self.kept.resume(scope, (today, counted[today]))
