"""Doors: how what a journey decides gets out. Each may be used again for the same without doing it twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from segue.events import Event
from segue.journeys.instances import Instance
from segue.keys import IdentityKey, PersonId
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


class Task(NamedTuple):
    """Something for the people who serve: who it is about, in which queue, what is to be done. `id` tells it from every
    other; `about` is the conversation that led to it, "" for none."""

    id: str
    person: PersonId
    queue: str
    note: str
    about: str
    moment: Millis


class InChat(NamedTuple):
    """A question to be asked in a conversation that was a chat; `id` tells it from every other."""

    id: str
    conversation: str
    moment: Millis


class Desk(Protocol):
    """Where the people who serve find a task, and where a chat goes on; the same again is one."""

    def open(self, task: Task, /) -> None: ...

    def ask(self, question: InChat, /) -> None: ...


class NoDesk:
    """Nobody serves here: a rehearsal tells nobody."""

    def open(self, _task: Task, /) -> None:
        """Nothing."""

    def ask(self, _question: InChat, /) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Doors:
    """All that effects may use."""

    outbox: Outbox
    alarms: Alarms
    address: Addresses
    ledger: Ledger
    bus: Bus
    calls: Calls
    desk: Desk = field(default_factory=NoDesk)
