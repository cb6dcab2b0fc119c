"""Members of segments: moves out of memberships, in whatever order they come, and what the table then says."""

from itertools import permutations

import pytest

from segue.profile.signals import of_membership
from segue.segments.members import Move, last, moves
from segue.times import DAY
from segue.wiring.members import members
from tests.builders import NOON
from tests.faults.cloud.world import World

IN, OUT = Move("s", "a_1", 7, "x 1"), Move("s", "a_1", None, "x 2")
AGAIN = Move("s", "a_1", 9, "x 3")


@pytest.fixture
def world():
    made = World()
    with made.open():
        yield made


def everybody(segment: str, most: int) -> list[str]:
    """All members, a page at a time."""
    found, place = members().page(segment, most)
    while place:
        further, place = members().page(segment, most, place)
        found += further
    return [person for person, _ in found]


def test_a_change_of_membership_is_entries_exits_and_other_moments() -> None:
    before, after = (
        {"segments": {"left": 1, "stays": 2, "earlier": 5}},
        {"segments": {"stays": 2, "earlier": 4, "new": 6}},
    )
    found = {one.segment: one.since for one in moves("a_1", before, after, "x 1")}
    assert found == {"left": None, "earlier": 4, "new": 6}


def test_an_entry_is_another_signal_where_the_row_went_away_and_came_again_and_a_repeat_is_the_same() -> None:
    first = {"segments": {"s": 7}, "v": 1, "at": NOON}
    told = [of_membership("a_1", {}, row)[0].as_detail()["id"] for row in (first, first, first | {"at": NOON + DAY})]
    assert told[0] == told[1] != told[2]


def test_a_membership_that_goes_away_leaves_all_segments() -> None:
    assert list(moves("a_1", {"segments": {"s": 7}}, {}, "x 2")) == [OUT]


def test_of_one_batch_the_last_move_counts() -> None:
    assert last([IN, AGAIN, OUT, Move("t", "a_1", 1, "x 0")]) == [Move("t", "a_1", 1, "x 0"), AGAIN]


@pytest.mark.parametrize("order", [*permutations((IN, OUT)), *permutations((IN, OUT, AGAIN))])
def test_moves_in_any_order_and_again_end_with_the_latest(world, order) -> None:
    for one in (*order, *order):
        members().note([one], NOON)
    wanted = [("a_1", 9)] if AGAIN in order else []
    assert members().page("s", 10) == (wanted, None)
    assert members().count("s") == len(wanted)


def test_a_move_of_a_newer_stream_counts_whatever_its_number(world) -> None:
    members().note([Move("s", "a_1", None, "2026-01-01T00:00:00.000 900")], NOON)
    members().note([Move("s", "a_1", 7, "2026-02-01T00:00:00.000 001")], NOON)
    assert members().count("s") == 1


@pytest.mark.parametrize("most", [1, 2, 7, 50])
def test_every_member_stands_on_one_page(world, most) -> None:
    members().note([Move("s", f"a_{one}", one, "x 1") for one in range(20)], NOON)
    members().note([Move("s", f"a_{one}", None, "x 2") for one in range(0, 20, 4)], NOON)
    members().note([Move("other", "a_1", 1, "x 1")], NOON)
    found = everybody("s", most)
    assert sorted(found) == sorted(f"a_{one}" for one in range(20) if one % 4)
    assert members().count("s") == len(found) == 15


def test_who_has_left_is_remembered_for_fifteen_days(world) -> None:
    members().note([OUT], NOON)
    (row,) = world.table("Members").items()
    assert int(row["ttl"]["N"]) == (NOON + 15 * DAY) // 1000
