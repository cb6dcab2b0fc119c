"""Stories: what happened to one person in a simulation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from segue.events import Event
from segue.journeys.instances import Instance
from segue.keys import IdentityKey
from segue.messages import Message
from segue.messaging.ways import Ask
from segue.profile.profiles import Profile
from segue.times import Millis


@dataclass(frozen=True)
class Known:
    """A person as it stands now, and the events of each of its identities."""

    profile: Profile
    events: Mapping[IdentityKey, Sequence[Event]]


class Passed(NamedTuple):
    """A run that went from one step on to another; `before` is empty where it began."""

    journey: str
    before: str
    after: str
    time: Millis


class Said(NamedTuple):
    """A message that a journey intended, why it would not go out ("" where it would), what it would have to wait for,
    and what was asked when it was decided on."""

    message: Message
    reason: str
    waits: tuple[str, ...] = ()
    ask: Ask | None = None


@dataclass
class Story:
    """Runs as they ended or stand at the end, ways that they went, what was said, and what else was asked for."""

    person: str
    entered: list[Passed] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    runs: list[Instance] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Something else that a step asked for: a call, a note, a word to another journey."""
        self.others[what] = self.others.get(what, 0) + 1
