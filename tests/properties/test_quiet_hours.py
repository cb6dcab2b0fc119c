"""Quiet hours in every time zone there is, held against a calendar that looks at every fifth minute: all hours here,
and all changes of clocks, are on one."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.messaging.local_clocks import alike, clock
from segue.messaging.opening_hours import Week, week_of
from segue.messaging.places import Where
from segue.messaging.quiet_hours import HORIZON, NEVER, Opening, QuietHours, Rule, opening
from segue.messaging.quiet_policies import quiet_policy
from segue.occasions import WEEKDAYS
from segue.times import DAY, EPOCH, HOUR, MINUTE, to_millis

ZONES = sorted(available_timezones())
YEAR = to_millis(datetime(2027, 1, 1, tzinfo=UTC))
KIND = ("sms", "marketing")
AROUND = 6 * HOUR
STEP = 5 * MINUTE
# The second and third begin and end within the hours that clocks leave out or show twice.
WEEKS = [
    week_of(said, "a week")
    for said in (
        {"every_day": "08:00-21:00"},
        {"every_day": ["00:00-00:20", "01:15-01:45", "02:30-03:10", "23:30-24:00"]},
        {"every_day": ["00:30-01:10", "02:15-02:45", "03:20-03:40"], "sunday": "02:40-02:50"},
    )
]
LETTERS = sorted({one[:2] for one in ZONES})


def wall(now: int, zone: str) -> datetime:
    return (EPOCH + timedelta(milliseconds=now)).astimezone(ZoneInfo(zone))


def shown(now: int, zone: str) -> tuple[int, int]:
    """Weekday and ms since midnight."""
    there = wall(now, zone)
    return there.weekday(), ((there.hour * 60 + there.minute) * 60 + there.second) * 1000 + now % 1000


def within(week: Week, weekday: int, into: int) -> bool:
    return any(begin <= into < end for begin, end in week.days[weekday])


def is_open(week: Week, now: int, zone: str) -> bool:
    """What the clock on the wall shows is within the hours of the day that it shows."""
    return within(week, *shown(now, zone))


def asked(week: Week, zones: tuple[str, ...], now: int) -> Opening:
    return opening(policy_of(week), Where(zones), KIND, now)


@cache
def policy_of(week: Week) -> QuietHours:
    return QuietHours((Rule("own", week, frozenset({"marketing"}), ("sms",)),))


def changes(zone: str) -> list[int]:
    """The hours of 2027 in which a zone's clocks are changed; its first one where none is."""
    days = _changed(range(YEAR, YEAR + 366 * DAY, DAY), zone)
    return [hour for day in days for hour in _changed(range(day, day + DAY + HOUR, HOUR), zone)] or [YEAR]


def _changed(moments: range, zone: str) -> list[int]:
    return [one for one, other in pairwise(moments) if wall(one, zone).utcoffset() != wall(other, zone).utcoffset()]


def first_open(week: Week, walls: dict[int, tuple[int, int]]) -> dict[int, int]:
    """For every quarter of an hour the first open minute from then on."""
    found, later = {}, NEVER
    for minute, there in reversed(walls.items()):
        later = minute if within(week, *there) else later
        found |= {minute: later} if minute % (15 * MINUTE) == 0 else {}
    return found


@pytest.mark.parametrize("letters", LETTERS)
def test_around_every_change_of_every_clock_the_first_open_minute_is_found(letters) -> None:
    zones = [one for one in ZONES if one.startswith(letters)]
    for zone, change in [(one, change) for one in zones for change in changes(one)]:
        minutes = range(change - 2 * HOUR, change + AROUND + 26 * HOUR, STEP)
        walls = {one: shown(one, zone) for one in minutes}
        for week in WEEKS:
            expected = {now: at for now, at in first_open(week, walls).items() if now < change + AROUND}
            assert {now: asked(week, (zone,), now).at for now in expected} == expected


@pytest.mark.parametrize("letters", LETTERS)
def test_a_clock_is_the_calendar_s_for_years(letters) -> None:
    for zone in [one for one in ZONES if one.startswith(letters)]:
        for now in range(YEAR - 800 * DAY, YEAR + 2000 * DAY, 5 * DAY + 7 * HOUR):
            ahead, until = clock(zone, now)
            assert timedelta(milliseconds=ahead) == wall(now, zone).utcoffset() == wall(until - 1, zone).utcoffset()
            assert until > now


spans = st.lists(st.integers(0, 95), min_size=2, max_size=6, unique=True).map(
    lambda given: [f"{a // 4:02}:{a % 4 * 15:02}-{b // 4:02}:{b % 4 * 15:02}" for a, b in _pairs(sorted(given))]
)
weeks = st.dictionaries(st.sampled_from(("every_day", *WEEKDAYS)), spans | st.just("closed"), min_size=1).filter(
    lambda given: any(given.get(day, given.get("every_day")) != "closed" for day in WEEKDAYS)  # else it is refused
)
places = st.lists(st.sampled_from(ZONES), min_size=1, max_size=4, unique=True).map(tuple)
moments = st.integers(YEAR - 700 * DAY, YEAR + 1500 * DAY)


def _pairs(given: list[int]) -> list[tuple[int, int]]:
    return list(zip(given[::2], given[1::2], strict=False))


@given(weeks, places, moments, st.floats(0, 1))
@settings(deadline=None)
def test_it_opens_when_all_possible_clocks_are_open_and_never_later_than_needed(said, zones, now, share) -> None:
    week = week_of(said, "a week")
    at = asked(week, zones, now).at
    assert at >= now
    if at < NEVER:
        assert all(is_open(week, at, zone) for zone in zones)
        assert asked(week, zones, at) == Opening(at)
    before = now + int((min(at, now + HORIZON) - now) * share)
    assert before >= at or not all(is_open(week, before, zone) for zone in zones)
    assert before >= at or asked(week, zones, before).at in (at, NEVER)


@given(weeks, places, moments)
@settings(deadline=None)
def test_zones_that_show_the_same_are_one_and_the_order_says_nothing(said, zones, now) -> None:
    week = week_of(said, "a week")
    found = asked(week, zones, now).at
    assert found == asked(week, zones[::-1], now).at == asked(week, (*zones, *zones), now).at
    assert {*alike(zones, now >> 35)} <= {*zones}


@given(places, moments, st.sampled_from(["US", "FR", "IN", "CA", ""]), st.sampled_from(["sms", "phone", "email"]))
@settings(deadline=None)
def test_receipts_wait_for_nothing_and_marketing_by_sms_is_never_at_night(zones, now, country, channel) -> None:
    policy, where = quiet_policy({}), Where(zones, country)
    assert opening(policy, where, (channel, "transactional"), now) == Opening(now)
    found = opening(policy, where, (channel, "marketing"), now)
    if channel != "email" and found.at < NEVER:
        assert all(8 <= wall(found.at, zone).hour < 21 for zone in zones)


@given(weeks, moments)
@settings(deadline=None)
def test_one_clock_opens_within_eight_days_whatever_the_hours(said, now) -> None:
    assert asked(week_of(said, "a week"), ("Europe/Berlin",), now).at <= now + 8 * DAY
