"""Every AWS request of `send` with a mail that shows a product of the catalog, struck once: the reader gets that mail
once, or nobody knows whether it left."""

import json

import pytest

from segue.catalog_items import Statement
from segue.times import DAY, MINUTE, to_text
from segue.wiring.catalog import statements
from segue_tools.playbooks import starter_files
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import identified, post, put_in_force
from tests.faults.striking import Witness

FUNCTION = "send_email"
DETAIL = {"id": "s1", "version": 1, "product": "tent", "variant": "", "title": "Tent", "currency": "EUR"}
TENT = Statement("product", "tent", "api", START, {"title": "Ridge tent", "price": 100, "currency": "EUR"})


def told(world: World) -> None:
    """The tent costs less, and Kim is told."""
    person = next(one["detail"]["person"] for one in world.region.bus.log if one["detail-type"] == "PersonCreated")
    said = {**DETAIL, "time": to_text(world.clock), "person": person, "before": 200, "after": 100}
    world.region.bus.put_events(
        {"Entries": [{"Source": "segue", "DetailType": "PriceDropped", "Detail": json.dumps(said)}]}
    )


def made(plan: Plan) -> World:
    """The whole starter is in force, and something is cheaper."""
    world = World()
    with world.open():
        put_in_force(world, starter_files())
        with world.aside():
            statements().state([TENT])
        world.region.gate.plan = plan
        post(world, identified(world, "m1", "u1", "kim@shop.test"))
        world.reach(MINUTE)
        told(world)
        world.reach(DAY)
    return world


def ended(world: World) -> tuple[list[str], list[str]]:
    """The subjects of the mails, and the states of the messages."""
    mails = [one.request["Content"]["Simple"]["Subject"]["Data"] for one in world.region.mailbox.mails]
    with world.open():
        return mails, [one["state_"] for one in rows(world, "Messages")]


def test_without_faults_the_mail_says_what_the_catalog_says() -> None:
    assert ended(made(Witness())) == (["Ridge tent costs less now"], ["sent"])


@pytest.mark.usefixtures("short")
def test_a_fault_at_any_request_of_the_sender_sends_it_once_or_leaves_it_unknown() -> None:
    made(seen := Witness())
    for plan in [Once(*point) for point in seen.points(FUNCTION)]:
        mails, states = ended(made(plan))
        assert plan.struck
        assert (mails, states) == (["Ridge tent costs less now"], ["sent"]) or states == ["unknown"]
        assert len(mails) <= 1
