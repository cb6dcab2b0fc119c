"""Booking: slots under the caps, for messages that are about to be sent or that wait."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from segue.errors import Refused
from segue.keys import PersonId
from segue.messages import Message
from segue.messaging.caps import Caps, Room, Slot, slot_mark
from segue.messaging.deciding import Choice
from segue.messaging.policies import Policy
from segue.messaging.reasons import Reason
from segue.messaging.replying import is_reply
from segue.messaging.timing import last_moment
from segue.messaging.ways import Ask, Way, wanted
from segue.profile.profiles import Profile
from segue.times import Millis


class Slots(Protocol):
    """Slots of one person by the ids that it has had, the present one first."""

    def read(self, persons: Sequence[PersonId], /) -> tuple[Slot, ...]: ...

    def reserve(self, persons: Sequence[PersonId], caps: Caps, wanted: Slot, now: Millis, /) -> Room: ...

    def release(self, persons: Sequence[PersonId], mark: str, /) -> None: ...


@dataclass(frozen=True)
class Booking:
    """Asks the slots only where a cap counts such a message; without any it costs nothing."""

    slots: Slots | None = None
    policy: Policy = field(default_factory=Policy)

    def used(self, message: Message, profile: Profile) -> tuple[Slot, ...]:
        """The person's slots, as they were a moment ago."""
        slots = self._slots(wanted(message), message)
        return slots.read(ids(profile)) if slots else ()

    def take(self, message: Message, found: tuple[Ask, Way], now: Millis) -> Choice | None:
        """Takes a slot for a message that is about to leave. None: it has one; else until when it is held.

        Raises Refused("capped") where that is too late for it.
        """
        (ask, way), slots = found, self._slots((message.channel,), message)
        if slots is None or ask.profile is None:
            return None
        wish = self.policy.caps.slot(message, message.channel, now)
        room = slots.reserve(ids(ask.profile), self.policy.caps, wish, now)
        if room.free:
            return None
        if room.at > last_moment(message, self.policy):
            raise Refused("capped")
        self.hold(message, ask.profile, room.at, now)
        about = {"channel": message.channel, "cap": room.cap, "until": room.at}
        return Choice("hold", way, room.at, (Reason("capped", about),))

    def hold(self, message: Message, profile: Profile | None, at: Millis, now: Millis) -> None:
        """Keeps a slot for a message that waits until then; it goes to one that is worth more."""
        slots = self._slots((message.channel,), message)
        if slots and profile:
            wish = self.policy.caps.slot(message, message.channel, at)._replace(state="held")
            slots.reserve(ids(profile), self.policy.caps, wish, now)

    def give_back(self, message: Message, profile: Profile | None) -> None:
        """The message does not go out: its slot is free."""
        slots = self._slots(wanted(message), message)
        if slots and profile:
            slots.release(ids(profile), slot_mark(message.id))

    def _slots(self, channels: Sequence[str], message: Message) -> Slots | None:
        counted = not is_reply(message) and any(self.policy.caps.concern(one, message.purpose) for one in channels)
        return self.slots if counted else None


NO_CAPS = Booking()


def ids(profile: Profile) -> tuple[PersonId, ...]:
    """All ids under which slots of a person may lie."""
    return (profile.id, *profile.former)
