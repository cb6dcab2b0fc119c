"""Dispatching: decides on a message: puts it on its channel's queue, holds it, or drops it with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.journeys.attribution import read_about
from segue.messages import WAITING, Message, State
from segue.messaging.asking import Asking
from segue.messaging.booking import NO_CAPS, Booking
from segue.messaging.deciding import Choice, decide
from segue.messaging.policies import Policy
from segue.messaging.timing import UNENDED
from segue.messaging.waiting import Waiting, following
from segue.messaging.ways import Way
from segue.profile.profiles import Profile
from segue.segments.evaluating import Profiles
from segue.times import Millis

QUEUED, HELD = "queued", "held"  # the outcomes that are no reasons
Outcome = tuple[Message, str]


class Queues(Protocol):
    """Queues by name; putting the same order twice is harmless."""

    def put(self, queue: str, order: Mapping[str, Any], /) -> None: ...


class Messages(Protocol):
    """The life of a message as far as it is decided on."""

    def read(self, identity: str) -> Message | None: ...

    def intend(self, message: Message) -> bool: ...

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> bool: ...


@dataclass(frozen=True)
class Sight:
    """What a decision can see: people and addresses, as they are or as they were a moment ago."""

    profiles: Profiles
    asking: Asking

    def decided(self, message: Message, policy: Policy, now: Millis) -> tuple[Profile | None, Choice]:
        """The person, and the decision."""
        profile = read_about(self.profiles, message.person, message.key)
        return profile, decide(self.asking.of(message, profile), policy, now)


@dataclass(frozen=True)
class Dispatching:
    """The collaborators of `dispatch_messages`; `queue_of` has the queues by `channel/purpose`. `glance` sees at half
    the price what was true a moment ago."""

    messages: Messages
    profiles: Profiles
    asking: Asking
    queues: Queues
    queue_of: Mapping[str, str]
    policy: Policy
    waiting: Waiting
    booking: Booking = NO_CAPS
    glance: Sight | None = None

    def dispatch(self, message: Message, now: Millis, again: int = 0) -> Outcome:
        """Decides once more than needed rather than once too little: the sender looks again. Answers the message with
        its way, and the outcome. `again`: how often a sender has sent it back."""
        profile, choice = self._decided(message, now, self.glance if not again else None)
        if choice.do == "send" and choice.way:
            return self._queued(message, choice, choice.way, again)
        if choice.do == "hold":
            held = self.waiting.hold(message, choice, now)
            if UNENDED.isdisjoint(choice.words):  # else it would move its slot at each look
                self.booking.hold(held, profile, choice.at, now)
            return held, HELD
        found = replace(message, considered=choice.rows)
        if self.messages.settle(found, "dropped", now, *choice.words) and message.state == "held":
            self.booking.give_back(message, profile)  # unless a sender has it by now, and the slot with it
        return found, choice.words[0]

    def _decided(self, message: Message, now: Millis, glance: Sight | None) -> tuple[Profile | None, Choice]:
        """What may go by a glance goes: the sender asks everything again. What would wait or end is decided by what is
        known now, since nobody asks after that; so is what a sender has sent back, who saw more than the glance."""
        found = glance.decided(message, self.policy, now) if glance else None
        if found and found[1].do == "send":
            return found
        return Sight(self.profiles, self.asking).decided(message, self.policy, now)

    def wake(self, word: Mapping[str, Any], now: Millis) -> Outcome | None:
        """What `waiting` asked for. An early word is sent on its way again; one that comes twice changes nothing."""
        if word.get("due", 0) > now:
            self.waiting.timers.set(word, now)
            return None
        message = self.messages.read(word["message"])
        if message is None:
            return None
        if word.get("next"):
            return self._next(message, now)
        if message.state not in WAITING:
            return self._over(message)
        if message.until > now:  # it was held anew meanwhile
            self.waiting.again(message, message.until, now)
            return None
        return self.dispatch(message, now, word.get("again", 0))

    def _over(self, message: Message) -> None:
        """Whoever dropped it may have ended before its slot was free. Of an attempt elsewhere the slot is kept."""
        if message.state == "dropped" and "already-attempted" not in message.reasons:
            self.booking.give_back(message, read_about(self.profiles, message.person, message.key))

    def _next(self, message: Message, now: Millis) -> None:
        """The stream tells of the message on the next channel as of any other."""
        found = following(message, now)
        if found:
            self.messages.intend(found)

    def _queued(self, message: Message, choice: Choice, way: Way, again: int) -> Outcome:
        order = {"message": message.id, "channel": way.channel, "point": way.point, "why": choice.rows}
        counted = {"again": again} if again else {}
        self.queues.put(queue_of(self.queue_of, way.channel, message.purpose), order | counted)
        return replace(message, channel=way.channel), QUEUED


def queue_of(queues: Mapping[str, str], channel: str, purpose: str) -> str:
    """The queue by `channel/purpose`; a purpose without one goes with the marketing; "" where there is none at all."""
    return queues.get(f"{channel}/{purpose}") or queues.get(f"{channel}/marketing", "")
