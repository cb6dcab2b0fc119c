"""Seeded schedules, short form; `make schedules N=10000` plays the long one."""

import pytest

from tests.faults.cloud.shortcut import unsigned
from tests.faults.schedules import plays
from tests.faults.schedules.plays import SAME_STORY, played, schedule_of

STORIES, EACH = 10, 4  # a story's quiet days are played once for all its schedules


def test_nothing_is_lost_twice_out_of_order_or_sent_against_a_no() -> None:
    seeds = [story * SAME_STORY + one for story in range(STORIES) for one in range(EACH)]
    wrong = {seed: found for seed in seeds if (found := played(schedule_of(seed)).wrong)}
    assert not wrong, f"SEED={next(iter(wrong))} make schedules shows the first of {len(wrong)}: {wrong}"


@pytest.mark.parametrize("seed", [3, 141])
def test_a_seed_plays_the_same_twice_on_either_road(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    short = played(schedule_of(seed))
    monkeypatch.setattr(plays, "short_roads", unsigned)
    long = played(schedule_of(seed))
    assert (short.wrong, short.trace, short.tally) == (long.wrong, long.trace, long.tally)
