"""Journeys without AWS: everything outside of them, remembered; and a clock that the tests turn."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segue import facets
from segue.errors import Conflict
from segue.experiments.telling import is_own
from segue.journeys.compiling import compile_journey
from segue.journeys.doors import Doors
from segue.journeys.ears import EVERYTHING, Ears
from segue.journeys.flows import Journey
from segue.journeys.instances import Instance
from segue.journeys.listening import Listening
from segue.journeys.running import Found, Running, Woken
from segue.journeys.steering import Order
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.times import to_text
from tests.builders import NOON, an_identify

ENTRY = {"detail-type": ["SegmentEntered"]}
SEND = {"send": {"template": "t", "channel": "email", "purpose": "marketing"}}
KIM = Profile("u_1", facets.absorb({}, [an_identify(email="kim@shop.example")]), ("u_1",))
NAMELESS = Profile("u_1", {}, ("u_1",))


def someone(*events: Any, **traits: Any) -> Profile:
    """Kim, of whom this is known."""
    known = an_identify(NOON, email="kim@shop.example", **traits)
    return Profile("u_1", facets.absorb({}, [known, *events]), ("u_1",))


def a_signal(name: str = "SegmentEntered", **detail: Any) -> dict[str, Any]:
    """An event on the bus about Kim."""
    return {"source": "segue", "detail-type": name, "detail": {"person": "u_1", **detail}}


def a_journey(*steps: Any, **spec: Any) -> Journey:
    """Journey `j` of these steps."""
    return compile_journey("j", {"entry": ENTRY, "steps": list(steps), **spec})


@dataclass
class World:
    """What journeys read, write and say. `crash`: the number of the door's use at which the process dies, once."""

    journeys: Mapping[str, Journey]
    profile: Profile = KIM
    segments: Mapping[str, Any] = field(default_factory=dict)
    place: str = "1"
    ears: Ears = EVERYTHING
    books: dict[str, Mapping[str, Journey]] = field(default_factory=dict)
    now: int = NOON
    crash: int = -1
    used: int = 0
    rows: dict[tuple[str, str], Instance] = field(default_factory=dict)
    shelf: list[Instance] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    noted: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    called: dict[str, Any] = field(default_factory=dict)
    alarms: list[tuple[int, int, Any]] = field(default_factory=list)

    def use(self) -> None:
        """A call to the outside, at which a process may die."""
        self.used += 1
        if self.used == self.crash:
            raise ConnectionError("the process died here")

    def read(self, person: str) -> Profile:
        return self.profile

    def find(self, persons: Iterable[str], journey: str, key: str) -> Found:
        found = self.rows.get((journey, key))
        about = [one for one in self.orders if one.journey in (journey, "all")]
        return Found((found,) if found else (), tuple(about))

    def running(self, persons: Iterable[str]) -> Sequence[Instance]:
        return [one for one in self.rows.values() if one.running]

    def save(self, instance: Instance) -> None:
        self.use()
        known = self.rows.get((instance.journey, instance.key))
        if (known.version if known else 0) != instance.version:
            raise Conflict("conflict", "it has moved on")
        self.rows[instance.journey, instance.key] = replace(instance, version=instance.version + 1)

    def shelve(self, instance: Instance) -> None:
        self.shelf.append(instance)

    def intend(self, message: Any) -> bool:
        self.use()
        return self.said.setdefault(message.id, message) is message

    def arm_instance(self, instance: Instance, due: int, now: int) -> None:
        self.set({"kind": "alarm", "journey": instance.journey, "key": instance.key, "due": due}, now)

    def set(self, body: Mapping[str, Any], _now: int, /) -> None:
        self.use()
        if all(body != one for _, _, one in self.alarms):
            heapq.heappush(self.alarms, (body["due"], self.used, body))

    def append_under(self, keys: Sequence[str], event: Any) -> None:
        self.use()
        self.noted[keys[0], event.message_id, event.original_timestamp] = event
        if is_own(event):  # folded by the next look
            self.profile = replace(self.profile, facets=facets.absorb(self.profile.facets, [event]))

    def publish(self, signals: Sequence[Any]) -> None:
        self.use()
        self.told |= {one.as_detail()["id"]: one for one in signals}

    def order(self, call: Mapping[str, Any]) -> None:
        self.use()
        self.called[call["id"]] = call

    def journey(self, place: str, journey: str) -> Journey | None:
        return self.books.get(place, {}).get(journey)

    @property
    def listening(self) -> Listening:
        doors = Doors(self, self, lambda kind, value: f"{kind}:{value}", self, self, self)
        return Listening(Running(self, self, doors, self.journeys, self.segments, self))

    def signal(self, name: str = "SegmentEntered", **detail: Any) -> None:
        """A signal comes, again and again until it is taken."""
        signal = a_signal(name, **{"time": to_text(self.now), **detail})
        self.again(lambda: self.listening.signal(signal, self.now))

    def again(self, act: Any) -> None:
        """As the queue does, some time later."""
        try:
            act()
        except ConnectionError:
            self.now += 1
            act()

    def pass_time(self, millis: int) -> None:
        """Alarms ring when they are due."""
        until = self.now + millis
        while self.alarms and self.alarms[0][0] <= until:
            due, _, body = heapq.heappop(self.alarms)
            self.now = max(self.now, due)
            self.again(lambda body=body, due=due: self.ring(body, due))
        self.now = until

    def ring(self, body: Mapping[str, Any], due: int) -> None:
        """One alarm or word."""
        if body["kind"] == "alarm":
            self.listening.alarm("u_1", body["journey"], body["key"], Woken(self.now, due))
        else:
            getattr(self.listening, body["kind"])(body, self.now)

    @property
    def run(self) -> Instance:
        """Kim's run of `j`."""
        return self.rows["j", "person"]

    @property
    def steps(self) -> list[str]:
        """Where each message is from."""
        return [one.step for one in self.said.values()]

    @property
    def names(self) -> list[str]:
        """What the bus was told."""
        return [one.name for one in self.told.values()]


def a_world(*steps: Any, profile: Profile = KIM, **spec: Any) -> World:
    """A world with journey `j` of these steps."""
    found = a_journey(*steps, **spec)
    return World({"j": found}, profile, books={"1": {"j": found}})


def a_segment(key: str, **when: Any) -> dict[str, Any]:
    """Segments with one in it."""
    return {key: compile_segment(key, {"when": when})}
