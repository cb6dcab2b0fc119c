"""Ports: what a fan-out asks of the world, and what it needs of the playbook."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.lacking import Lack
from segue.broadcasts.recipients import Addresses, Looking
from segue.broadcasts.runs import Run
from segue.contact_points import ContactPoint
from segue.keys import IdentityKey, PersonId
from segue.messages import Message
from segue.messaging.policies import Policy
from segue.profile.profiles import Profile
from segue.segments.membership import Segment
from segue.times import Millis

Page = tuple[Sequence[PersonId], str | None]


class Store(Protocol):
    """Keeps broadcasts and their runs."""

    def find(self, broadcast: str, /) -> Broadcast | None: ...

    def keep(self, broadcast: Broadcast, now: Millis, /) -> None:
        """It is not forgotten as long as it recurs."""
        ...

    def run(self, broadcast: str, number: int, /) -> Run | None: ...

    def save(self, run: Run, /) -> Run:
        """The run as it stands now. Raises Conflict when somebody else has saved it."""
        ...

    def note(self, run: Run, messages: Sequence[str], /) -> None:
        """Which messages of a trial a page has; the same page again replaces what it had."""
        ...

    def noted(self, run: Run, /) -> tuple[Sequence[str], str | None]:
        """One page of them, at the run's place, and the next place."""
        ...


class Audience(Protocol):
    """Who is in a segment, in an order that stays; "" is the beginning."""

    def page(self, segment: str, most: int, place: str, /) -> Page: ...

    def count(self, segment: str, /) -> int: ...


class People(Protocol):
    """Reads many people at once, under any id that they have had."""

    def read_many(self, persons: Sequence[PersonId], /) -> dict[PersonId, Profile | None]: ...


class ContactPoints(Protocol):
    """Reads what sends must pass."""

    def read_many(self, keys: Iterable[IdentityKey], /) -> dict[IdentityKey, ContactPoint]: ...


class Outbox(Protocol):
    """Writes intended messages down, each once."""

    def intend_all(self, messages: Sequence[Message], /) -> None: ...

    def read_all(self, identities: Sequence[str], /) -> list[Message]: ...


class Starts(Protocol):
    """Starts journeys, each order once."""

    def start_all(self, orders: Sequence[Mapping[str, Any]], /) -> None: ...


@dataclass(frozen=True)
class Book:
    """What is in force: segments, templates, the policies of messages, the shop's time zone, and journeys; `says` names
    the templates of a journey."""

    segments: Mapping[str, Segment]
    templates: Mapping[str, Mapping[str, Any]]
    policy: Policy
    zone: str = "UTC"
    journeys: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    says: Callable[[str], Collection[str]] = lambda _: ()

    def looking(self, broadcast: Broadcast, key: Addresses) -> Looking:
        """How a broadcast looks at people by it."""
        segment, sent = self.segments[broadcast.segment], self.policy.privacy.still_sent
        own = [one.template for one in broadcast.variants]
        says = self.says(broadcast.starts) if broadcast.starts else own
        return Looking(broadcast, segment, self.zone, key, sent, says)

    def lacks(self, broadcast: Broadcast) -> Lack | None:
        """What the broadcast needs that is not there."""
        kinds = {"segment": self.segments, "template": self.templates, "journey": self.journeys}
        return broadcast.lacks(kinds)
