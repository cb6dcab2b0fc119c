"""The clock of the service level in every time zone there is: it runs exactly while the desk is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.conversations.policies import ConversationPolicy
from segue.conversations.routing.clocks import due, left
from segue.conversations.routing.hours import HORIZON, Hours, after, is_open, opened, opens
from segue.conversations.routing.service_levels import LONGEST, Within
from segue.messaging.local_clocks import clock
from segue.messaging.opening_hours import Wall, week_of
from segue.occasions import WEEKDAYS
from segue.times import DAY, EPOCH, HOUR, MINUTE, to_millis

ZONES = sorted(available_timezones())
YEAR = to_millis(datetime(2027, 1, 1, tzinfo=UTC))
# They begin and end within the hours that clocks leave out or show twice.
WEEK = week_of({"every_day": ["00:00-00:20", "01:15-01:45", "02:30-03:10", "23:30-24:00"]}, "a week")
LETTERS = sorted({one[:2] for one in ZONES})

quarters = st.lists(st.integers(0, 95), min_size=2, max_size=6, unique=True).map(sorted)
spans = quarters.map(lambda some: [_span(*pair) for pair in zip(some[::2], some[1::2], strict=False)])
said = st.dictionaries(st.sampled_from(WEEKDAYS), spans, min_size=1)
weeks = said.map(lambda days: week_of({"every_day": "closed", **days}, "a week"))
desks = st.builds(Hours, weeks, st.sampled_from(ZONES).map(Wall))
moments = st.integers(YEAR - 700 * DAY, YEAR + 1500 * DAY)
lengths = st.integers(1, LONGEST // 100)


def _span(begin: int, end: int) -> str:
    return f"{begin // 4:02}:{begin % 4 * 15:02}-{end // 4:02}:{end % 4 * 15:02}"


def changes(zone: str) -> list[int]:
    """The moments of 2027 at which a zone's clocks are changed; the year's first where none is."""
    found, now = [], YEAR
    while now < YEAR + 365 * DAY:
        ahead, now = clock(zone, now)
        found += [now] if clock(zone, now)[0] != ahead and now < YEAR + 365 * DAY else []
    return found or [YEAR]


def is_shown(hours: Hours, now: int) -> bool:
    """What the clock on the wall shows is within the hours of the day that it shows."""
    there = (EPOCH + timedelta(milliseconds=now)).astimezone(ZoneInfo(hours.wall.zone))
    into = (there.hour * 60 + there.minute) * MINUTE
    return any(begin <= into < end for begin, end in hours.week.days[there.weekday()])


@pytest.mark.parametrize("letters", LETTERS)
def test_around_every_change_of_every_clock_the_open_minutes_are_those_of_the_calendar(letters) -> None:
    for zone in (one for one in ZONES if one.startswith(letters)):
        hours = Hours(WEEK, Wall(zone))
        for change in changes(zone):
            begin, end = change - 4 * HOUR, change + 4 * HOUR
            minutes = sum(is_shown(hours, one) for one in range(begin, end, MINUTE))
            assert (zone, opened(hours, begin, end)) == (zone, minutes * MINUTE)


@given(desks, moments, lengths)
@settings(deadline=None)
def test_when_an_answer_is_due_exactly_its_open_time_is_over(hours, now, span) -> None:
    until = after(hours, now, span)
    assert opened(hours, now, until) == span or (until == now + HORIZON and opened(hours, now, until) < span)
    assert until == now + HORIZON or opened(hours, now, until - 1) == span - 1


@given(desks, moments, lengths, lengths)
@settings(deadline=None)
def test_what_is_left_is_the_inverse(hours, now, limit, passed) -> None:
    policy = ConversationPolicy(hours=hours, levels={"default": Within(limit, limit)})
    until, then = due(policy, ("chat", ""), now, True), after(hours, now, passed)
    if max(until, then) < now + HORIZON:
        assert left(policy, ("chat", ""), now, until) == limit
        assert left(policy, ("chat", ""), then, until) == limit - passed


@given(desks, moments, moments, moments)
@settings(deadline=None)
def test_open_time_adds_up(hours, one, other, third) -> None:
    first, middle, last = sorted((one, other, third))
    middle, last = min(middle, first + 30 * DAY), min(last, first + 60 * DAY)
    assert opened(hours, first, middle) + opened(hours, middle, max(middle, last)) == opened(
        hours, first, max(middle, last)
    )


@given(desks, moments)
@settings(deadline=None)
def test_it_opens_at_the_first_open_moment(hours, now) -> None:
    first = opens(hours, now)
    assert opened(hours, now, first) == 0
    assert is_open(hours, first) or first == now + HORIZON
    assert is_open(hours, now) == (first == now) == is_shown(hours, now)
