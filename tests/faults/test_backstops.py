"""What is left when something is wrong for good, or for longer: poison, refusals, outages, redrives, late timers."""

import base64
import random
from itertools import count

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Fault, Plan
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.streams import Record
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows, violations
from tests.faults.races import by_message
from tests.faults.scenarios import KIM, left_alone
from tests.faults.shop import added, each, identified, ordered, post, viewed


def shards(world: World) -> list[ShardReader]:
    """The readers of all shards."""
    return [one for one in world.readers if isinstance(one, ShardReader)]


def records(world: World) -> list[Record]:
    """What the ledger's stream holds."""
    stream = world.table("Ledger").stream
    assert stream is not None
    return stream.shards[0]


def folds(world: World) -> list[ShardReader]:
    """The readers of the ledger's shards."""
    return [one for one in shards(world) if one.source.function == "fold_events"]


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
        assert world.region.meter.requests["send", "sesv2.SendEmail"] == 1


def test_the_whole_stream_again_changes_nothing_and_mails_nobody_twice() -> None:
    world = World(shards=2)
    with world.open():
        left_alone(world)
        before = ending_of(world)
        for reader in shards(world):
            reader.rewind()
        world.pass_time(HOUR)
        assert (ending_of(world), violations(world)) == (before, [])


def test_a_new_stream_with_a_new_label_and_small_numbers_is_told_apart() -> None:
    world = World()
    with world.open():
        each(world, [added(world, f"m{at}", userId="u1") for at in range(5)])
        world.pass_time(MINUTE)
        stream = world.table("Ledger").stream
        assert stream is not None
        stream.label = "2026-02-02T00:00:00.000"
        stream.shards[0].clear()
        stream.moments[0].clear()
        folds(world)[0].rewind()
        post(world, ordered(world, "m9", userId="u1"))
        world.pass_time(MINUTE)
        assert violations(world) == []


def test_events_of_a_redrive_days_later_are_linked_and_counted_once() -> None:
    world = World()
    with world.open():
        post(world, viewed(world, "m1", anonymousId="a1"))
        post(world, identified(world, "m2", "u1", KIM, anonymousId="a1"))
        (reader,) = folds(world)
        reader.position = 2  # both went to the failure destination
        world.pass_time(72 * HOUR)
        post(world, viewed(world, "m3", userId="u1"), viewed(world, "m4", anonymousId="a1"))
        world.pass_time(MINUTE)
        reader.rewind()
        world.pass_time(MINUTE)
        assert violations(world) == []
        (person,) = ending_of(world).people.values()
        assert len(person[0]) == 3


def test_what_a_rebuild_ran_ahead_of_is_linked_when_it_comes() -> None:
    world = World(shards=2, shard_of=by_message)
    with world.open():
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        post(world, viewed(world, "m2", userId="u1"))
        post(world, viewed(world, "m3", userId="u1", anonymousId="a9"))
        world.region.clock.advance(MINUTE)
        behind, ahead = folds(world)
        assert behind.ready(world.clock)
        behind.work(world.lambdas)
        assert ahead.ready(world.clock)
        ahead.work(world.lambdas)
        (person,) = ending_of(world).people.values()
        assert len(person[0]) == 3


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


@pytest.mark.parametrize("late", [0, 59_000, 10 * MINUTE, HOUR])
def test_a_late_timer_mails_late_and_once(late: int) -> None:
    world = World()
    world.region.scheduler.late = late
    with world.open():
        left_alone(world)
        (mail,) = world.region.mailbox.mails
        assert 0 <= mail.moment - (world.region.clock.now - 4 * HOUR + 2 * HOUR + MINUTE) <= max(late, MINUTE)
