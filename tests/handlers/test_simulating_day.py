"""A day of the shop is played, and then simulated over the same ledger: the same entries, the same messages."""

import pytest

from bench.driving import drive, opened
from bench.workload import Day, Shape
from segue.simulating.families import play
from segue.times import HOUR, MINUTE
from segue.touring import PARTS
from segue.wiring.people import profiles
from segue.wiring.simulating import scenes, working
from segue.wiring.simulations import simulations
from tests.faults.endings import rows
from tests.handlers.staff_requests import Api

pytestmark = pytest.mark.thorough

SHAPE = Shape(events=1_500, customers=80, seed=5)
ASKED = {"id": "abandoned-cart", "days": 2}


@pytest.fixture(scope="module")
def played():
    """The day, and what follows from it."""
    with opened(None) as world:
        drive(world, Day(SHAPE).deliveries())
        world.pass_time(3 * HOUR)
        yield world


@pytest.fixture(scope="module")
def told(played):
    """What a simulation of it says."""
    status, made = Api(played, "marketer").post("/v1/journeys/simulate", ASKED)
    assert (status, made["state"], made["result"]) == (202, "waiting", None)
    played.settle(played.clock)
    return Api(played, "marketer").get(f"/v1/journeys/simulations/{made['id']}")[1]


@pytest.fixture(scope="module")
def stories(played, told):
    """What happened to each person in it."""
    with played.aside():
        one, crowd = simulations().find(told["id"]), working().crowd
        people = [each for part in range(PARTS) for each in crowd.read(part, "")[0]]
        return [play(scenes(one).own, each) for each in crowd.known(people)]


def happened(world, table, *names):
    """{who it is today and what else is asked: when} of a table's rows."""
    with world.aside():
        found = rows(world, table)
        known = {one["pk"]: profiles().read(one["pk"]) for one in found}
    ids = {key: one.id if one else "" for key, one in known.items()}
    when = "created" if table == "Messages" else "entered"
    return {(ids[one["pk"]], *(one[name] for name in names)): one[when] for one in found}


def near(times, others):
    """Whether they are of the same things, each at the same time but for what queues and timers take."""
    return times.keys() == others.keys() and all(abs(times[key] - others[key]) <= 2 * MINUTE for key in times)


def test_the_same_messages_go_out_to_the_same_people(played, stories):
    said = [one.message for story in stories for one in story.said.values() if not one.reason]
    found = {(one.person, one.key, one.step, one.template): one.created for one in said}
    assert len(found) >= 5
    assert near(happened(played, "Messages", "key", "step", "template"), found)


def test_the_same_people_enter_for_the_same_and_end_the_same(played, stories):
    runs = [one for story in stories for one in story.runs]
    found = {(one.person, one.key, one.run, one.state): one.entered for one in runs}
    assert near(happened(played, "Journeys", "key", "run", "state_"), found)


def test_what_is_told_is_what_happened(played, told):
    result, said = told["result"], len(happened(played, "Messages", "key", "step", "template"))
    assert sum(one["count"] for one in result["entries"]) == result["runs"] == said
    assert [one["count"] for one in result["messages"]] == [said]
    assert [(one["id"], one["reached"]) for one in result["steps"]] == [("0", said)]
    assert [(one["state"], one["count"]) for one in result["ended"]] == [("done", said)]


def test_what_would_have_to_wait_is_what_waited(played, told):
    held = {one["reason"]: one["count"] for one in told["result"]["conflicts"]["held"]}
    said = len(happened(played, "Messages", "key", "step", "template"))
    assert held == {"capped": said - len(played.region.mailbox.mails)}
    assert held["capped"] > 0


def test_nobody_is_told_of_but_a_few_by_their_id(told):
    assert 0 < len(told["result"]["sample"]) <= 5
    assert "@" not in str(told)
