"""Steps: one that is registered is compiled, simulated and run, and what it needs of the playbook is asked for."""

from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest

from segue.journeys.doors import Doors
from segue.journeys.flows import Definitions, Effect, Journey, Onward, Seen, Step, Taken, Ways, advance
from segue.journeys.instances import Instance
from segue.journeys.steps import SCHEMAS, STEPS
from segue.messages import Message
from segue.playbook import BadPlaybook, compile_playbook
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.fake_journeys import KIM, NAMELESS, SEND, World, a_journey, a_world


@dataclass(frozen=True)
class Skip(Step):
    """Passes over the steps that it holds, from tomorrow on."""

    first: str
    next: str

    def take(self, instance: Instance, seen: Seen, /) -> Taken:
        return instance.to(self.next if seen.now >= NOON + DAY else self.first), None

    @property
    def leads_to(self) -> tuple[str, ...]:
        return (self.first, self.next)


@dataclass(frozen=True)
class Ring(Onward):
    """Rings a number that the playbook knows."""

    number: str
    next: str

    def lacks(self, playbook: Definitions, /) -> list[str]:
        return [] if self.number in playbook["source"] else [f"number {self.number}"]

    def take(self, instance: Instance, _seen: Seen, /) -> Taken:
        return instance.to(self.next), Rung(self.number)


@dataclass(frozen=True)
class Rung:
    """Leaves a note in the outbox."""

    number: str

    def carry_out(self, doors: Doors, instance: Instance, seen: Seen, /) -> None:
        doors.outbox.intend(Message(self.number, instance.person, "", "", "", "", "", "phone", "", seen.now))


def skip(given: Any, ways: Ways) -> Step:
    return Skip(ways.inner(given, "held"), ways.next)


@pytest.fixture
def journey() -> Any:
    with patch.dict(STEPS, {"skip": skip, "ring": lambda given, ways: Ring(given, ways.next)}):
        yield a_journey({"skip": [SEND, {"ring": "one"}]}, {"wait": "2h"}, {"ring": "two"})


def simulated(journey: Journey, now: int) -> list[Effect]:
    """What a journey would do, from now on to its end."""
    instance, done = Instance("u_1", journey.id, "person", entered=now, step=journey.first), list[Effect]()
    while instance.running:
        taken = advance(journey, instance, Seen(KIM, max(now, instance.due or 0)))
        instance = taken[-1][0]
        done += [effect for _, effect in taken if effect]
    return done


def test_a_step_is_simulated_with_the_steps_that_it_holds(journey: Journey) -> None:
    names = [[type(one).__name__ for one in simulated(journey, at)] for at in (NOON, NOON + DAY)]
    assert names == [["SendMessage", "Rung", "WakeAt", "Rung"], ["WakeAt", "Rung"]]


def test_a_step_is_run_and_its_effect_carried_out(journey: Journey) -> None:
    world = World({"j": journey})
    world.signal()
    assert [(one.channel, one.channels) for one in world.said.values()] == [
        ("email", ("email",)),
        ("phone", ()),
    ]
    assert [due for due, *_ in world.alarms] == [NOON + 2 * HOUR]
    world.pass_time(2 * HOUR)
    assert [*world.said][1:] == ["one", "two"]
    assert world.run.state == "done"


@pytest.mark.usefixtures("journey")
def test_a_send_that_lacks_an_address_is_waited_for_and_what_went_before_is_not_said_again() -> None:
    world = a_world({"ring": "one"}, SEND, profile=NAMELESS)
    for at in (NOON, NOON + HOUR):
        world.now = at
        world.signal()
        assert ([*world.said], world.run.step, world.run.why) == (["one"], "1", "no-address")
    world.profile = KIM
    world.signal()
    assert [one.channel for one in world.said.values()] == ["phone", "email"]
    assert world.run.state == "done"


def test_a_run_waits_a_month_for_an_address_and_goes_on_without() -> None:
    world = a_world({"wait": "1h"}, SEND, profile=NAMELESS)
    world.signal()
    world.pass_time(30 * DAY)
    assert world.run.running
    world.pass_time(DAY)
    assert (world.steps, world.run.state) == ([], "done")


def test_an_address_that_comes_while_it_is_waited_for_is_written_to_before_the_month_is_over() -> None:
    world = a_world({"wait": "1h"}, SEND, profile=NAMELESS)
    world.signal()
    world.pass_time(6 * HOUR)
    world.profile = KIM
    world.pass_time(4 * HOUR)
    assert (world.steps, world.run.state) == (["1"], "done")


def test_a_run_that_cannot_begin_is_not_used_up() -> None:
    world = a_world(SEND, {"wait": "2h"}, profile=NAMELESS)
    world.signal()
    assert (world.said, world.alarms, world.rows, world.told) == ({}, [], {}, {})


@pytest.mark.usefixtures("journey")
def test_what_a_step_needs_must_be_there() -> None:
    with pytest.raises(BadPlaybook) as wrong:
        compile_playbook({"journeys/j.yaml": "entry: {a: [b]}\nsteps: [{skip: [{ring: nobody}]}]"})
    assert [one["message"] for one in wrong.value.problems] == ["there is no number nobody"]


def test_every_step_has_a_schema() -> None:
    assert SCHEMAS.keys() == STEPS.keys()
