"""A fan-out with everything around it in memory: people in a segment, a queue that keeps time, messages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue import facets
from segue.broadcasts.definitions import Broadcast, Variant
from segue.broadcasts.fanning import Fanning
from segue.broadcasts.orders import Order, order_of
from segue.broadcasts.ports import Book, Page
from segue.broadcasts.runs import Run
from segue.contact_points import ContactPoint
from segue.errors import Conflict
from segue.messages import Message
from segue.messaging.policies import Policy
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from tests.builders import NOON, an_identify

TEMPLATES: dict[str, dict[str, str]] = {one: {"subject": one, "html": one, "text": one} for one in ("news", "a", "b")}
POLICY = Policy(consent={"email/marketing": "until-opt-out"})
BOOK = Book({"vips": compile_segment("vips", {"when": {"trait": "vip", "equals": True}})}, TEMPLATES, POLICY)


def a_broadcast(**said: Any) -> Broadcast:
    """One mail to everybody, at once."""
    given = {"variants": (Variant("news", 100),), "segment": "vips", "channel": "email", "purpose": "marketing"}
    return Broadcast(**{"id": "b_1", "name": "News", "by": "amy", "created": NOON, **given, **said})


def a_person(number: int, zone: str = "", **traits: Any) -> Profile:
    """A member of the segment with an address."""
    known = {"vip": True, "email": f"u{number}@shop.test", **({"timezone": zone} if zone else {}), **traits}
    event = an_identify(NOON, f"u{number}", **{name: one for name, one in known.items() if one is not None})
    return Profile(f"u_{number:04}", facets.absorb({}, [event]), (f"u_{number:04}",))


@dataclass
class Around:
    """All collaborators of a fan-out, and what became of it."""

    members: dict[str, Profile] = field(default_factory=dict)
    broadcast: Broadcast | None = None
    saved: dict[int, Run] = field(default_factory=dict)
    notes: dict[tuple[int, int, str], Sequence[str]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    points: dict[str, ContactPoint] = field(default_factory=dict)
    orders: list[tuple[int, Order]] = field(default_factory=list)
    begun: list[tuple[str, int]] = field(default_factory=list)
    now: int = NOON
    book: Book = BOOK

    def find(self, broadcast: str) -> Broadcast | None:
        return self.broadcast

    def keep(self, broadcast: Broadcast, now: int) -> None: ...

    def run(self, broadcast: str, number: int) -> Run | None:
        return self.saved.get(number)

    def save(self, run: Run) -> Run:
        known = self.saved.get(run.number)
        if (known.version if known else 0) != run.version:
            raise Conflict("conflict")
        self.saved[run.number] = replace(run, version=run.version + 1)
        return self.saved[run.number]

    def note(self, run: Run, messages: Sequence[str]) -> None:
        self.notes[run.number, run.wave, run.place] = list(messages)

    def noted(self, run: Run) -> tuple[Sequence[str], str | None]:
        places = [one for one in sorted(self.notes) if one[0] == run.number]
        at = int(run.place or 0)
        return (self.notes[places[at]], str(at + 1)) if at < len(places) else ((), None)

    def page(self, segment: str, most: int, place: str) -> Page:
        rest = sorted(one for one in self.members if one > place)
        return rest[:most], (rest[most - 1] if len(rest) > most else None)

    def count(self, segment: str) -> int:
        return len(self.members)

    def read_many(self, keys: Iterable[str]) -> dict[str, Any]:
        wanted = sorted(keys)
        known: dict[str, Any] = {one: self.points.get(one, ContactPoint(one)) for one in wanted if "@" in one}
        return known or {one: self.members[one] for one in wanted}

    def intend_all(self, messages: Sequence[Message]) -> None:
        self.messages = {one.id: one for one in messages} | self.messages

    def read_all(self, identities: Sequence[str]) -> list[Message]:
        return [self.messages[one] for one in identities if one in self.messages]

    def start_all(self, orders: Sequence[Mapping[str, Any]]) -> None:
        self.begun += [(one["person"], one["moment"]) for one in orders]

    def set(self, body: Order, now: int) -> None:
        self.orders.append((max(body["due"], now), dict(body)))

    def fanning(self) -> Fanning:
        return Fanning(
            *(self, self, self, self, self, self, self), lambda: self.book, lambda _, value: value, lambda: self.now
        )

    def started(self, broadcast: Broadcast, people: Iterable[Profile]) -> "Around":
        """With this broadcast made for these people."""
        self.broadcast = broadcast
        self.members |= {one.id: one for one in people}
        self.set(order_of(broadcast, 1, broadcast.first), self.now)
        return self

    def until(self, moment: int) -> "Around":
        """Time passes, and every order comes when it is due."""
        while self.orders and min(due for due, _ in self.orders) <= moment:
            due, order = min(self.orders, key=lambda one: one[0])
            self.orders.remove((due, order))
            self.now = max(self.now, due)
            self.fanning().work(order)
        self.now = max(self.now, moment)
        return self
