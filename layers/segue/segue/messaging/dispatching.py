"""Dispatching: decides on an intended message and puts it on its channel's queue, or drops it with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.journeys.attribution import read_about
from segue.messages import Message, State
from segue.messaging.deciding import Way, decide
from segue.messaging.policies import Policy
from segue.messaging.ways import Asking
from segue.segments.evaluating import Profiles
from segue.times import Millis

QUEUED = "queued"  # the outcome that is no reason


class Queues(Protocol):
    """Queues by name; putting the same order twice is harmless."""

    def put(self, queue: str, order: Mapping[str, Any], /) -> None: ...


class Settled(Protocol):
    """Writes the end of a message."""

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> None: ...


@dataclass(frozen=True)
class Dispatching:
    """The collaborators of `dispatch_messages`; `queues_of` answers the queue of a channel and a purpose, "" where
    there is none."""

    messages: Settled
    profiles: Profiles
    asking: Asking
    queues: Queues
    queue_of: Mapping[str, str]
    policy: Policy

    def dispatch(self, message: Message, now: Millis) -> tuple[Message, str]:
        """Decides once more than needed rather than once too little: the sender looks again. Answers the message with
        its way, and the outcome."""
        profile = read_about(self.profiles, message.person, message.key)
        choice = decide(self.asking.of(message, profile), self.policy, now)
        if choice.do == "send" and choice.way:
            found = replace(message, channel=choice.way.channel, considered=tuple(one.row for one in choice.reasons))
            self._queue(found, choice.way)
            return found, QUEUED
        found = replace(message, considered=tuple(one.row for one in choice.reasons))
        self.messages.settle(found, "dropped", now, *choice.words)
        return found, choice.words[0]

    def _queue(self, message: Message, way: Way) -> None:
        order = {"message": message.id, "channel": way.channel, "point": way.point, "why": message.considered}
        self.queues.put(queue_of(self.queue_of, way.channel, message.purpose), order)


def queue_of(queues: Mapping[str, str], channel: str, purpose: str) -> str:
    """The queue by `channel/purpose`; a purpose without one goes with the marketing; "" where there is none at all."""
    return queues.get(f"{channel}/{purpose}") or queues.get(f"{channel}/marketing", "")
