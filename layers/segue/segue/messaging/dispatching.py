"""Dispatching: decides on an intended message and puts it on its channel's queue, or drops it with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from segue.contact_points import ContactPoint
from segue.keys import IdentityKey
from segue.messages import Message, State
from segue.messaging.decisions import View, decide
from segue.messaging.policies import Policy
from segue.times import Millis

QUEUED = "queued"  # the outcome that is no reason


class Queues(Protocol):
    """Queues by name; putting the same order twice is harmless."""

    def put(self, queue: str, message_id: str) -> None: ...


class Settled(Protocol):
    """Writes the end of a message."""

    def settle(self, message: Message, state: State, now: Millis, reason: str = "") -> None: ...


class ContactPoints(Protocol):
    """Reads what a send must pass."""

    def read(self, key: IdentityKey) -> ContactPoint: ...


@dataclass(frozen=True)
class Dispatching:
    """The collaborators of `dispatch_messages`; `queues_of` maps `channel/purpose` to a queue."""

    messages: Settled
    contact_points: ContactPoints
    queues: Queues
    queues_of: Mapping[str, str]
    policy: Policy

    def dispatch(self, message: Message, now: Millis) -> str:
        """Decides once more than needed rather than once too little: the sender looks again. Answers the outcome."""
        decision = decide(message, View(), self.contact_points.read(message.contact_point), self.policy)
        queue = self._queue(message.channel, message.purpose)
        reason = decision.reason if not decision.send else "" if queue else "no-queue"
        if reason:
            self.messages.settle(message, "dropped", now, reason)
            return reason
        self.queues.put(queue, message.id)
        return QUEUED

    def _queue(self, channel: str, purpose: str) -> str:
        """A purpose without a queue of its own goes with the marketing; "" where the channel has none at all."""
        return self.queues_of.get(f"{channel}/{purpose}") or self.queues_of.get(f"{channel}/marketing", "")
