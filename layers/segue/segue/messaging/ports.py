"""Ports: what sending asks of the world."""

from collections.abc import Callable
from typing import Protocol

from segue.contact_points import Claim, ContactPoint
from segue.keys import IdentityKey
from segue.messages import Envelope, Message, State
from segue.times import Millis

Handover = Callable[[], str]
GONE = "gone"  # why a message was refused, where nobody is at its address any more


class OutcomeUnknownError(Exception):
    """The provider may or may not have taken the message."""


class Carrier(Protocol):
    """Gets one message ready; what it answers makes the one call and answers the provider's id. That raises Refused
    when the provider says no, Unavailable when it says later, OutcomeUnknownError when nobody can tell."""

    def ready(self, message: Message, envelope: Envelope, /) -> Handover: ...


class Messages(Protocol):
    """The life of a message; `claim` raises Conflict, `settle` answers whether this end stands."""

    def read(self, identity: str) -> Message | None: ...

    def claim(self, message: Message, attempt: str, from_attempt: str) -> Message: ...

    def settle(self, message: Message, state: State, now: Millis, *reasons: str) -> bool: ...


class ContactPoints(Protocol):
    """What a send must pass; `claim` raises Refused or Conflict."""

    def read(self, key: IdentityKey) -> ContactPoint: ...

    def claim(self, key: IdentityKey, claim: Claim, now: Millis) -> None: ...

    def release(self, key: IdentityKey, message_id: str) -> None: ...

    def gone(self, key: IdentityKey, moment: Millis) -> None: ...
