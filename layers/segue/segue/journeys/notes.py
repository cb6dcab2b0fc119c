"""Notes: what a journey writes down about a person, as an event of ours in the ledger, like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.events import Event
from segue.journeys.attribution import written_under
from segue.journeys.doors import Doors
from segue.journeys.flows import Onward, Seen, Taken
from segue.journeys.instances import Instance

SOURCE = "segue"


@dataclass(frozen=True)
class NoteTraits:
    """Set these traits. The event's id is the step's, and its time that of what woke the run, so that a second try is
    the same event."""

    step: str
    traits: Mapping[str, Any]

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        """Writes the event under one of the person's identities."""
        moment = min(seen.moment or seen.now, seen.now)
        event = Event(
            type="identify",
            message_id=f"journey-{instance.token(self.step)}",
            timestamp=moment,
            original_timestamp=moment,
            received_at=seen.now,
            source=SOURCE,
            channel="server",
            traits=dict(self.traits),
            context={"journey": {"id": instance.journey, "step": instance.occasion(self.step)}},
        )
        doors.ledger.append_under([written_under(seen.profile, instance.person)], event)


@dataclass(frozen=True)
class Note(Onward):
    """A step that writes traits down and goes on."""

    id: str
    next: str
    traits: tuple[tuple[str, Any], ...]

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        """Notes them."""
        return instance.to(self.next), NoteTraits(self.id, dict(self.traits))
