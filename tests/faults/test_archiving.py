"""The archive under faults: at whatever request it breaks off, its readers see the rows of the quiet run, once."""

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.kept_rows import Row, archived, told_apart
from tests.faults.providers import ses_reported
from tests.faults.shop import added, identified, ordered, post, viewed
from tests.faults.striking import odd_ones

pytestmark = pytest.mark.thorough

KIM = "kim@shop.test"
PSEUDONYM = "w"


def shopped(plan: Plan = nothing) -> World:
    """A cart, its mail, an order; somebody is known from before there were pseudonyms."""
    world = World()
    with world.open():
        world.region.gate.plan = plan
        post(world, identified(world, "m1", "u1", KIM, anonymousId="a1"), viewed(world, "m2", anonymousId="a1"))
        world.pass_time(MINUTE)
        without_pseudonyms(world)
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(4 * HOUR)
        (mail,) = world.region.mailbox.mails
        ses_reported(world, mail, "Open")
        post(world, ordered(world, "m4", userId="u1"), viewed(world, "m5", anonymousId="a2"))
        world.pass_time(2 * HOUR)
        world.region.gate.plan = nothing
    return world


def without_pseudonyms(world: World) -> None:
    """As rows were before."""
    table = world.table("Identities")
    for item in list(table.items()):
        table.write((item["pk"]["S"], ""), {name: one for name, one in item.items() if name != PSEUDONYM})


def seen(world: World) -> tuple[list[Row], bool, bool]:
    """What readers see, and that each pseudonym stands in one identity."""
    rows = archived(world)
    numbers = [int(row[PSEUDONYM]["N"]) for row in world.table("Identities").items() if PSEUDONYM in row]
    return told_apart(rows), len(numbers) == len(set(numbers)), {row["who"] for row in rows.values()} <= set(numbers)


def test_whatever_happens_to_a_request_of_the_archive() -> None:
    assert not odd_ones(shopped, seen, "archive_events")


def test_the_archive_is_whole_whatever_happens_to_the_fold() -> None:
    assert not odd_ones(shopped, seen, "fold_events")


def test_all_of_it_is_there() -> None:
    (rows, apart, known) = seen(shopped())
    assert {"view", "checkout", "order", "message", "identity"} <= {row["kind"] for row in rows}
    assert (apart, known, len({row["who"] for row in rows})) == (True, True, 3)
