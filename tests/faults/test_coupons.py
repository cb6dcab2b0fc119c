"""Coupons with a fault at every AWS request of the sender: no code goes to two, and none is lost unseen."""

import re

import pytest

from segue.aws.coupons import KIND
from segue.wiring.coupons import coupons
from tests.faults.cloud.nemesis import Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.scenarios import left_alone
from tests.faults.shop import put_in_force
from tests.faults.striking import FAULTS, Witness
from tests.handlers.test_coupons import TEXTS

FUNCTION = "send_email"
CODES = ("A1", "B2", "C3")


def played(plan: Plan = nothing) -> World:
    """Kim leaves a cart; the mail about it gives a code away."""
    world = World(shards=2)
    with world.open():
        put_in_force(world, TEXTS)
        with world.aside():
            coupons().add("spring", CODES, world.clock)
        world.region.gate.plan = plan
        left_alone(world)
        world.region.gate.plan = nothing
        world.settle()
    return world


def wrong(world: World) -> list[str]:
    """What must not be: a number twice or skipped, another code in a mail, a mail without one."""
    with world.open():
        found = {row["sk"]: row for row in rows(world, "Requests") if row["pk"] == f"{KIND}#spring"}
        numbers = sorted(row["n"] for name, row in found.items() if name.startswith("m"))
        mails = [one.request["Content"]["Simple"]["Body"]["Text"]["Data"] for one in world.region.mailbox.mails]
        codes = [code for one in mails for code in re.findall(r"Code-(\w+)\.", one)]
        broken = [] if numbers == list(range(found["head"]["taken"])) else [f"numbers {numbers}"]
        broken += [] if codes in ([], ["A1"]) and len(codes) == len(mails) else [f"codes {codes}"]
        return broken + ([] if len(numbers) == 1 else [f"taken {numbers}"]) + violations(world)


def test_quietly_one_code_goes_out() -> None:
    world = played()
    assert (wrong(world), len(world.region.mailbox.mails)) == ([], 1)


@pytest.mark.usefixtures("short")
def test_a_fault_anywhere_takes_one_code_for_one_message() -> None:
    played(seen := Witness())
    assert len(seen.kinds[FUNCTION]) > 10
    for plan in [Once(*point) for point in seen.points(FUNCTION, faults=FAULTS)]:
        world = played(plan)
        assert (wrong(world), bool(plan.struck)) == ([], True), plan
