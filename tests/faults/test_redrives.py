"""What comes again, comes late, or comes from elsewhere: redrives, new streams, rebuilds, late timers."""

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, violations
from tests.faults.races import by_message
from tests.faults.readers import folds, shards
from tests.faults.scenarios import KIM, left_alone
from tests.faults.shop import added, each, identified, ordered, post, viewed


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


@pytest.mark.parametrize("late", [0, 59_000, 10 * MINUTE, HOUR])
def test_a_late_timer_mails_late_and_once(late: int) -> None:
    world = World()
    world.region.scheduler.late = late
    with world.open():
        left_alone(world)
        (mail,) = world.region.mailbox.mails
        assert 0 <= mail.moment - (world.region.clock.now - 4 * HOUR + 2 * HOUR + MINUTE) <= max(late, MINUTE)
