"""Runs of people who turn out to be one, and of those who are two again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest

from segue.journeys.instances import Instance
from segue.journeys.running import Found
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR
from tests.builders import NOON
from tests.fake_journeys import KIM, SEND, World, a_journey

STOCK = {"detail-type": ["StockReturned"]}
ANOTHER = "another run for the same person goes on"
ONE = replace(KIM, former=("u_2",))  # u_2 became one with u_1
APART = replace(KIM, past=("u_2",))  # and is somebody else again


@dataclass
class Two(World):
    """A world that keeps the runs of each id apart."""

    kept: dict[tuple[str, str], Instance] = field(default_factory=dict)

    def find(self, persons: Iterable[str], journey: str, key: str) -> Found:
        return Found(tuple(self.kept[one, key] for one in sorted(set(persons)) if (one, key) in self.kept))

    def running(self, persons: Iterable[str]) -> list[Instance]:
        return [run for (one, _), run in self.kept.items() if one in persons and run.running]

    def save(self, instance: Instance) -> None:
        self.kept[instance.person, instance.key] = replace(instance, version=instance.version + 1)


def both(profile: Profile, key: str = "person", **spec: object) -> Two:
    """Each of two ids has a run that waits a day; the one of u_2 began an hour later."""
    journey = a_journey({"wait": "1d"}, SEND, **spec)
    world = Two({"j": journey}, profile, books={"1": {"j": journey}})
    for person, entered in (("u_1", NOON), ("u_2", NOON + HOUR)):
        run = Instance(person, "j", key, entered, "0", entered + DAY, version=1, text=journey.text, book="1")
        world.kept[person, key] = run
        world.arm_instance(run, entered + DAY, NOON)
    return world


def test_of_two_runs_of_one_person_one_goes_on_and_the_other_leaves() -> None:
    world = both(ONE)
    world.pass_time(3 * DAY)
    ends = {person: (run.state, run.why) for (person, _), run in world.kept.items()}
    assert ends == {"u_1": ("done", ""), "u_2": ("left", ANOTHER)}
    assert (world.steps, world.names) == (["1"], ["JourneyExited", "JourneyExited"])


def test_a_run_that_another_one_stood_before_says_nothing_a_month_later() -> None:
    world = both(ONE, reenter="always")
    world.pass_time(30 * DAY)
    world.signal()
    assert [one.person for one in world.said.values()] == ["u_2"]
    world.pass_time(2 * DAY)
    assert [(one.person, one.step) for one in world.said.values()] == [("u_2", "1"), ("u_2", "1~2")]


def test_who_is_two_again_has_runs_about_one_product_that_are_nobody_else_s() -> None:
    world = both(APART, key="tent", entry=STOCK, each="product")
    world.kept["u_2", "tent"] = replace(world.kept["u_2", "tent"], entered=NOON - DAY)
    world.alarms = [one for one in world.alarms if one[0] == NOON + DAY]
    world.pass_time(DAY)
    assert [(person, run.state) for (person, _), run in world.kept.items()] == [("u_1", "done"), ("u_2", "running")]


@pytest.mark.parametrize("kept", ["u_1", "u_2"])
def test_who_is_two_again_begins_anew_what_left_and_no_third_time(kept: str) -> None:
    world = both(ONE)
    if kept == "u_2":
        world.kept["u_2", "person"] = replace(world.kept["u_2", "person"], entered=NOON - HOUR)
    world.pass_time(3 * DAY)
    (other,) = {"u_1", "u_2"} - {kept}
    world.profile = replace(KIM, id=other, past=(kept,))
    for _ in range(3):
        world.signal()
        world.pass_time(2 * DAY)
    assert [(one.person, one.step) for one in world.said.values()] == [(kept, "1"), (other, "1~2")]


def test_while_people_are_one_nothing_begins_anew() -> None:
    world = both(ONE)
    for _ in range(3):
        world.pass_time(2 * DAY)
        world.signal()
    assert world.steps == ["1"]
