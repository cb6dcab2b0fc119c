"""Every AWS request by which somebody is noted who waits for a product, and told that it is back, struck once: whoever
has asked is told once."""

import pytest

from segue.catalog_items import Statement
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.catalog import statements
from segue_tools.playbooks import starter_files
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import identified, message, post, put_in_force
from tests.faults.striking import Witness

ASKED = {"event": "Back In Stock Requested", "properties": {"product_id": "tent"}, "userId": "u1"}
FUNCTIONS = ("fold_events", "publish_signals")


def stocked(world: World, stock: int) -> None:
    """What the shop says it has."""
    said = {"title": "Ridge tent", "price": 100, "currency": "EUR", "stock": stock, "available": stock > 0}
    with world.aside():
        statements().state([Statement("product", "tent", "api", world.clock, said)])


def made(plan: Plan) -> World:
    """The tent is sold out; Kim asks, and it comes back."""
    world = World()
    with world.open():
        put_in_force(world, starter_files())
        stocked(world, 0)
        post(world, identified(world, "m1", "u1", "kim@shop.test"))
        world.reach(MINUTE)
        world.region.gate.plan = plan
        post(world, message(world, "track", "m2", **ASKED))
        world.reach(HOUR)
        stocked(world, 3)
        world.reach(DAY)
    return world


def ended(world: World) -> tuple[list[str], list[str]]:
    """The subjects of the mails, and who still waits."""
    mails = [one.request["Content"]["Simple"]["Subject"]["Data"] for one in world.region.mailbox.mails]
    with world.open():
        return mails, [one["sk"] for one in rows(world, "Catalog") if one["pk"].startswith("awaited#")]


def test_without_faults_she_is_told_and_waits_no_more() -> None:
    assert ended(made(Witness())) == (["Ridge tent is back"], [])


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_fault_at_any_request_tells_her_once(function: str) -> None:
    made(seen := Witness())
    assert len(seen.points(function)) > 3
    for point in seen.points(function):
        assert ended(made(Once(*point))) == (["Ridge tent is back"], []), point
