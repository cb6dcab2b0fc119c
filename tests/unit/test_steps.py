"""Steps: one that is registered is compiled, simulated and run, and what it needs of the playbook is asked for."""

from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

import pytest

from segue import facets
from segue.journeys.compiling import compile_journey
from segue.journeys.doors import Doors
from segue.journeys.flows import Compile, Definitions, Effect, Journey, Seen, Stations, Step, Taken, advance
from segue.journeys.instances import Instance
from segue.journeys.running import Running
from segue.journeys.steps import STEPS
from segue.messages import Message
from segue.playbook import BadPlaybook, compile_playbook
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR
from tests.builders import NOON, an_identify

ENTRY = {"detail-type": ["SegmentEntered"]}
SIGNAL = {"detail-type": "SegmentEntered", "detail": {"person": "u_1"}}
SEND = {"send": {"template": "t", "channel": "email", "purpose": "marketing"}}
KIM = Profile("u_1", facets.absorb({}, [an_identify(email="kim@shop.example")]), ("u_1",))
NAMELESS = Profile("u_1", {}, ("u_1",))


@dataclass(frozen=True)
class Skip(Step):
    """Passes over the steps that it holds, from tomorrow on."""

    stations: int

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        return instance.on(1 + (self.stations if seen.now >= NOON + DAY else 0)), None


@dataclass(frozen=True)
class Call(Step):
    """Calls a number that the playbook knows."""

    number: str

    def lacks(self, playbook: Definitions, /) -> list[str]:
        return [] if self.number in playbook["source"] else [f"number {self.number}"]

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        return instance.on(), Called(self.number)


@dataclass(frozen=True)
class Called:
    """Leaves a note in the outbox."""

    number: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> bool:
        return doors.outbox.intend(Message(self.number, instance.person, "", "", "", 0, "", "phone", "", seen.now))


def skip(given: Any, inner: Compile) -> Stations:
    held = inner(given)
    return (Skip(len(held)), *held)


@dataclass
class World:
    """Everything outside of a journey, remembered."""

    saved: dict[str, Instance] = field(default_factory=dict)
    said: list[Message] = field(default_factory=list)
    alarms: list[int] = field(default_factory=list)
    profile: Profile = KIM

    def read(self, person: str) -> Profile | None:
        return self.profile

    def find(self, persons: Any, journey: str, key: str) -> Instance | None:
        return self.saved.get(journey)

    def save(self, instance: Instance) -> None:
        self.saved[instance.journey] = replace(instance, version=instance.version + 1)

    def intend(self, message: Message) -> bool:
        self.said.append(message)
        return True

    def arm_instance(self, instance: Instance, due: int, now: int) -> None:
        self.alarms.append(due)


@pytest.fixture
def journey() -> Any:
    with patch.dict(STEPS, {"skip": skip, "call": lambda given, _: (Call(given),)}):
        steps = [{"skip": [SEND, {"call": "one"}]}, {"wait": "2h"}, {"call": "two"}]
        yield compile_journey("j", {"entry": ENTRY, "steps": steps})


def simulated(journey: Journey, now: int) -> list[Effect]:
    """What a journey would do, from now on to its end."""
    instance, done = Instance("u_1", journey.id, "person", entered=now), list[Effect]()
    while instance.state == "running":
        taken = advance(journey, instance, Seen(KIM, True, max(now, instance.due or 0)))
        instance = taken[-1][0]
        done += [effect for _, effect in taken if effect]
    return done


def running_in(world: World, journey: Journey) -> Running:
    doors = Doors(world, world, lambda kind, value: f"{kind}:{value}")
    return Running(world, world, doors, {"j": journey}, {})


def test_a_step_is_simulated_with_the_steps_that_it_holds(journey: Journey) -> None:
    names = [[type(one).__name__ for one in simulated(journey, at)] for at in (NOON, NOON + DAY)]
    assert names == [["SendMessage", "Called", "WakeAt", "Called"], ["WakeAt", "Called"]]


def test_a_step_is_run_and_its_effect_carried_out(journey: Journey) -> None:
    world = World()
    running = running_in(world, journey)
    running.signal(SIGNAL, NOON)
    assert [(one.channel, one.contact_point) for one in world.said] == [
        ("email", "email:kim@shop.example"),
        ("phone", ""),
    ]
    assert world.alarms == [NOON + 2 * HOUR]
    running.alarm("u_1", "j", "person", NOON + 2 * HOUR)
    assert [one.id for one in world.said[1:]] == ["one", "two"]
    assert world.saved["j"].state == "done"


@pytest.mark.usefixtures("journey")
def test_a_send_that_lacks_an_address_is_waited_for_and_what_went_before_is_not_said_again() -> None:
    world = World(profile=NAMELESS)
    running = running_in(world, compile_journey("j", {"entry": ENTRY, "steps": [{"call": "one"}, SEND]}))
    running.signal(SIGNAL, NOON)
    running.signal(SIGNAL, NOON + HOUR)
    assert ([one.id for one in world.said], world.saved["j"].step, world.saved["j"].state) == (["one"], 1, "running")
    world.profile = KIM
    running.signal(SIGNAL, NOON + DAY)
    assert [one.channel for one in world.said] == ["phone", "email"]
    assert world.saved["j"].state == "done"


def test_a_run_that_cannot_begin_is_not_used_up() -> None:
    world = World(profile=NAMELESS)
    running_in(world, compile_journey("j", {"entry": ENTRY, "steps": [SEND, {"wait": "2h"}]})).signal(SIGNAL, NOON)
    assert (world.said, world.alarms, world.saved) == ([], [], {})


@pytest.mark.usefixtures("journey")
def test_what_a_step_needs_must_be_there() -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"journeys/j.yaml": "entry: {a: [b]}\nsteps: [{skip: [{call: nobody}]}]"})
    assert [one["message"] for one in wrong.value.problems] == ["there is no number nobody"]
