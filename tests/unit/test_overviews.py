"""What is told of sources: sums that add up, rates, and since when nothing good came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.errors import NotFound
from segue.intake.overviews import Overview, Overviews
from segue.intake.sources import Source
from segue.intake.tallies import Addition, counted, day_of
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON

SHOP = Source("shop", "shopify", "commerce")
OUTCOMES = st.sampled_from(["stored", "duplicate", "refused", "ignored.carts", "ignored.app", "quarantined.bad-json"])
ADDED = st.lists(st.tuples(st.integers(0, 40 * DAY), st.dictionaries(OUTCOMES, st.integers(1, 9), min_size=1)))


def overview(*added: tuple[int, dict[str, int]], now: int = NOON) -> Overview:
    """A source of which this was counted at these moments."""
    days: dict[str, dict[str, int]] = {}
    for at, outcomes in added:
        one = Addition("shop", outcomes, at)
        row = days.setdefault(one.day, {})
        row |= {name: row.get(name, 0) + number for name, number in one.numbers.items()} | one.news
    return Overview(SHOP, counted("shop", (day_of(day, row) for day, row in days.items())), now)


@given(ADDED)
def test_what_was_received_is_the_sum_of_what_became_of_it(added):
    found = overview(*((NOON - ago, outcomes) for ago, outcomes in added)).counted
    parts = (found.stored, found.duplicate, *found.ignored.values(), *found.quarantined.values())
    assert found.received == sum(parts)
    assert found.received + found.refused == sum(sum(outcomes.values()) for _, outcomes in added)


def test_the_last_24_hours_cross_midnight():
    came = ((NOON - 23 * HOUR, {"stored": 1}), (NOON - 24 * HOUR, {"stored": 9}), (NOON, {"ignored.app": 2}))
    found = overview(*came)
    assert found.hours == (1, *[0] * 22, 2)
    assert found.today == 2


def test_days_without_anything_are_told_too():
    days = overview((NOON - 2 * DAY, {"stored": 3}), (NOON, {"refused": 2})).last_days(3)
    assert [sum(one.hours) for one in days] == [3, 0, 0]


def test_a_replayed_record_takes_no_hour_below_nothing():
    found = overview((NOON - DAY, {"quarantined.bad-json": 1}), (NOON, {"quarantined.bad-json": -1}))
    assert (found.counted.received, found.today, min(found.hours)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([], 0),
        ([(NOON, {"stored": 1})], 0),
        ([(NOON, {"refused": 2})], 2),
        ([(NOON - DAY, {"refused": 9}), (NOON - MINUTE, {"stored": 1})], 0),
        ([(NOON - DAY, {"stored": 1}), (NOON - HOUR, {"refused": 2}), (NOON, {"refused": 1})], 3),
        ([(NOON - HOUR, {"refused": 2}), (NOON, {"stored": 1})], 0),
    ],
)
def test_refusals_count_when_the_newest_request_was_refused(added, expected):
    assert overview(*added).refused_since == expected


def test_websites_imports_and_pinpoint_need_no_line_in_the_playbook():
    reads: list[list[str]] = []

    def counts(names):
        reads.append(names)
        return [counted(one, ()) for one in names]

    found = Overviews(lambda: {"shop": {"provider": "shopify", "channel": "commerce"}}, counts)
    assert [one.source.name for one in found.all(NOON)] == ["shop", "web", "server", "import", "pinpoint"]
    assert found.one("shop", NOON).source == SHOP
    assert reads == [["shop", "web", "server", "import", "pinpoint"], ["shop"]]
    with pytest.raises(NotFound):
        found.one("till", NOON)
