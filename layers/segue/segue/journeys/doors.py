"""Doors: how what a journey decides gets out. Each may be used again for the same without doing it twice."""

from dataclasses import dataclass
from typing import Protocol

from segue.journeys.instances import Instance
from segue.keys import IdentityKey
from segue.messages import Message
from segue.times import Millis


class Outbox(Protocol):
    """Writes an intended message down once."""

    def intend(self, message: Message) -> bool: ...


class Alarms(Protocol):
    """Wakes an instance at a moment; setting the same alarm twice is one."""

    def arm_instance(self, instance: Instance, due: Millis, now: Millis) -> None: ...


class Addresses(Protocol):
    """The identity key of an address."""

    def __call__(self, kind: str, value: str) -> IdentityKey: ...


@dataclass(frozen=True)
class Doors:
    """All that effects may use."""

    outbox: Outbox
    alarms: Alarms
    address: Addresses
