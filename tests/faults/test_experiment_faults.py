"""Every AWS request of what draws, holds out and tells of it, struck once: a journey with a holdout, a template of two
styles, and an address whose owner is somebody else. Then who is held out, what was sent and what the ledger was told
are as if nothing had happened."""

from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.experiments.telling import is_own
from segue.experiments.units import held
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, ledger_of, rows
from tests.faults.shop import added, identified, post, put_in_force
from tests.faults.striking import Point, Witness
from tests.handlers.test_experiments import TEXTS

pytestmark = pytest.mark.thorough

FUNCTIONS = ("run_journeys", "dispatch_messages", "send_email")
MAY_BE_LOST = ("messages", "mails")  # where the mail provider's answer is: then nobody knows, and nothing is sent again
SHARED = "kim@shop.test"


def users() -> tuple[str, str, str]:
    """One who is held out of all marketing and owns the shared address; somebody else with it; and somebody who is
    held out of nothing. The latter two get the journey."""

    def key(name: str) -> str:
        return key_of(Identifier("user_id", name))

    names = [f"u{one}" for one in range(300)]
    free = [one for one in names if not held([key(one)], 15) and not held([key(one)], 50, "journey:offer|holdout")]
    return next(one for one in names if held([key(one)], 15)), free[0], free[1]


def made(plan: Plan) -> World:
    """Two of them leave carts, while the third has told the address of one of them first."""
    world = World(shards=2)
    with world.open():
        put_in_force(world, TEXTS)
        owner, other, free = users()
        world.region.gate.plan = plan
        post(world, identified(world, "m1", owner, SHARED))
        world.reach(MINUTE)
        post(world, identified(world, "m2", other, SHARED), identified(world, "m3", free, "amy@shop.test"))
        world.reach(2 * MINUTE)
        post(world, added(world, "m4", "c1", userId=other), added(world, "m5", "c2", userId=free))
        world.reach(3 * HOUR)
        world.settle()
    return world


def seen(world: World) -> dict[str, Any]:
    """What is the same after any fault."""
    with world.open():
        ending, ledger = ending_of(world), ledger_of(world)
    told = sorted(one.message_id for events in ledger.values() for one in events if is_own(one))
    held_back = sorted(row["sk"] for row in rows(world, "Messages") if "global-holdout" in row["reasons"])
    dead = [name for name, queue in world.region.queues.by_name.items() if queue.dead]
    parts = ("segments", "messages", "journeys", "mails")
    people = {one: (keys, _untimed(facets)) for one, (keys, facets) in ending.people.items()}
    return {one: getattr(ending, one) for one in parts} | {
        "people": people,
        "told": told,
        "held_back": held_back,
        "dead": dead,
    }


def _untimed(facets: dict[str, Any]) -> dict[str, Any]:
    """A message that is intended a try later leaves a moment later, and is told of then."""
    return facets | {"experiments": {name: one[2] for name, one in facets.get("experiments", {}).items()}}


WANTED: dict[str, Any] = {}


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Witness:
    asked = Witness()
    WANTED.update(seen(made(asked)))
    return asked


def test_without_faults_the_address_of_two_gets_no_marketing_and_each_arm_is_told_once() -> None:
    assert (len(WANTED["held_back"]), len(WANTED["mails"]), WANTED["dead"]) == (2, 4, [])
    experiments = [one.split("|")[2] for one in WANTED["told"]]
    assert experiments == ["journey:offer:holdout"] * 2 + ["template:hello"] * 2


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_fault_at_any_request_changes_nothing(function: str, quiet: Witness) -> None:
    taken = quiet.points(function)
    wrong = [(point, found) for point in taken if (found := struck(point))]
    assert not wrong, f"{len(wrong)} of {len(taken)}: {wrong[:3]}"


def struck(point: Point) -> list[str]:
    """What differs after a fault at this point."""
    plan = Once(*point)
    found = seen(made(plan))
    parts = [name for name in WANTED if point[0] != "send_email" or name not in MAY_BE_LOST]
    return [name for name in parts if found[name] != WANTED[name]] + ([] if plan.struck else ["not struck"])
