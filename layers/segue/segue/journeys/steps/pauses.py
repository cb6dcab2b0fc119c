"""`pause_marketing: 30d`: no marketing to the person for so long, on any channel; the rest still goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.journeys.flows import Onward, Seen, Taken, Ways
from segue.journeys.instances import Instance
from segue.journeys.notes import NoteTraits
from segue.profile.pauses import PAUSED
from segue.times import Millis, duration, to_text

SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": r"^\d{1,6}\s*[smhd]$"}


@dataclass(frozen=True)
class Pause(Onward):
    """Notes until when, and goes on."""

    id: str
    next: str
    span: Millis

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        """Notes it, counted from what woke the run."""
        until = (seen.moment or seen.now) + self.span
        return instance.to(self.next), NoteTraits(self.id, {PAUSED: to_text(until)})


def step(given: Any, ways: Ways) -> Pause:
    """How long. Raises Invalid("bad-duration")."""
    return Pause(ways.id, ways.next, duration(given))
