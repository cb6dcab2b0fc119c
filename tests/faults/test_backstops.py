"""What is left when something is wrong for good, or for longer: poison, refusals, outages, redrives, late timers."""

import base64
import random
from itertools import count

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, Plan
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.endings import rows, violations
from tests.faults.readers import folds, records
from tests.faults.scenarios import KIM, left_alone
from tests.faults.shop import added, identified, post, viewed


def outages(world: World, service: str, fault: Fault) -> Plan:
    """Every request of the pipeline to a service goes wrong, ten minutes at the cart and ten at its reminder."""

    def strike(request: Request) -> Fault | None:
        since = world.clock - START
        down = since < 11 * MINUTE or 0 <= since - 2 * HOUR < 10 * MINUTE
        hit = request.service == service and request.function not in ("", "collect")
        return fault if hit and down else None

    return strike


@pytest.mark.parametrize("place", range(5))
def test_a_record_that_nobody_can_read_stops_nobody_else(place: int) -> None:
    world = World()
    with world.open():
        for at in range(5):
            post(world, added(world, f"m{at}", userId=f"u{at}"))
        record = records(world)[place]
        record["dynamodb"]["NewImage"]["b"] = {"B": base64.b64encode(b"{broken").decode()}
        world.settle(world.clock + HOUR)
        (reader,) = folds(world)
        assert len(rows(world, "Identities")) == 4
        assert [len(batch) for batch in reader.set_aside] in ([], [1])


@pytest.mark.parametrize("service", ["dynamodb", "eventbridge", "scheduler", "sqs", "sesv2"])
@pytest.mark.parametrize("fault", [Fault.THROTTLE, Fault.UNSENT])
def test_ten_minutes_without_a_service_delay_and_lose_nothing(service: str, fault: Fault) -> None:
    world = World()
    with world.open():
        post(world, identified(world, "m1", "u1", KIM))
        world.reach(MINUTE)
        world.region.gate.plan = outages(world, service, fault)
        post(world, added(world, "m2", userId="u1"))
        world.reach(4 * HOUR)
        assert len(world.region.mailbox.mails) == 1
        assert violations(world) == []


def test_a_throttled_mail_goes_out_later_and_once() -> None:
    world = World()
    world.region.gate.plan = lambda request: (
        Fault.THROTTLE if request.operation == "SendEmail" and world.clock < START_OF_SES else None
    )
    with world.open():
        left_alone(world)
        assert [row["state_"] for row in rows(world, "Messages")] == ["sent"]
        assert len(world.region.mailbox.mails) == 1


START_OF_SES = World().clock + 2 * HOUR + 5 * MINUTE


def test_a_refused_mail_is_written_down_and_not_tried_again() -> None:
    world = World()
    world.region.mailbox.reject = "MessageRejected"
    with world.open():
        left_alone(world)
        assert [(row["state_"], row["reasons"]) for row in rows(world, "Messages")] == [("failed", ["rejected"])]
        assert world.region.meter.requests["send_email", "sesv2.SendEmail"] == 1


def told(refused: int | None) -> list[str]:
    """What the bus took while a cart was left alone and the entry of one call was refused."""
    world, calls = World(), count()
    world.region.gate.plan = lambda request: (
        Fault.ENTRY if request.operation == "PutEvents" and next(calls) == refused else None
    )
    with world.open():
        left_alone(world)
    return sorted(one["detail-type"] for one in world.region.bus.log)


@pytest.mark.parametrize("place", range(4))
def test_an_entry_that_the_bus_refuses_is_told_again(place: int) -> None:
    assert told(refused=place) == told(refused=None)


@pytest.mark.parametrize("seed", range(8))
def test_reads_that_stay_unprocessed_are_read_again(seed: int) -> None:
    world, dice = World(), random.Random(seed)
    world.region.gate.plan = lambda _: Fault.PARTIAL if dice.random() < 0.4 else None
    with world.open():
        left_alone(world)
        assert len(world.region.mailbox.mails) == 1
        assert violations(world) == []


@pytest.mark.parametrize("fault", ENUMERATED)
@pytest.mark.parametrize("place", range(3))
def test_a_large_batch_is_stored_whole_and_once(fault: Fault, place: int) -> None:
    world = World()
    plan = Once("collect", place, fault)
    with world.open():
        post(world, viewed(world, "warm", userId="u0"))
        world.region.gate.plan = plan
        post(world, *(viewed(world, f"m{at}", userId=f"u{at % 7}") for at in range(60)))
        world.pass_time(MINUTE)
        assert plan.struck
        assert len(rows(world, "Ledger")) == 61
        assert violations(world) == []
