"""Doors: how what a journey decides gets out. Each may be used again for the same without doing it twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.events import Event
from segue.journeys.instances import Instance
from segue.keys import IdentityKey
from segue.messages import Message
from segue.profile.signals import Signal
from segue.times import Millis


class Outbox(Protocol):
    """Writes an intended message down once."""

    def intend(self, message: Message) -> bool: ...


class Alarms(Protocol):
    """Wakes an instance at a moment, or brings a word to the journeys' own queue; setting the same twice is one."""

    def arm_instance(self, instance: Instance, due: Millis, now: Millis) -> None: ...

    def set(self, body: Mapping[str, Any], now: Millis, /) -> None: ...


class Addresses(Protocol):
    """The identity key of an address."""

    def __call__(self, kind: str, value: str) -> IdentityKey: ...


class Ledger(Protocol):
    """The durable log; the same event again is one."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class Bus(Protocol):
    """Tells others; who hears a signal twice knows it by its id."""

    def publish(self, signals: Sequence[Signal]) -> None: ...


class Calls(Protocol):
    """Has a step's webhook called, and called again until it is answered."""

    def order(self, call: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True)
class Doors:
    """All that effects may use."""

    outbox: Outbox
    alarms: Alarms
    address: Addresses
    ledger: Ledger
    bus: Bus
    calls: Calls
