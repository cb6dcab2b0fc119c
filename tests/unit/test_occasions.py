"""When a broadcast is due: clocks of all zones, summer time, and days of a week or a month."""

import pytest

from segue.errors import Invalid
from segue.occasions import check, coming, due, first, following, moment, recurring_on, text_of, wall, zone_of
from segue.times import to_text
from tests.builders import NOON


def at(text: str, zone: str, not_before: int = 0) -> str:
    found = zone_of(zone)
    assert found
    return to_text(due(wall(text), found, not_before))[:16]


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-12-01T09:00", "Europe/Berlin", "2026-12-01T08:00"),
        ("2026-07-01T09:00", "Europe/Berlin", "2026-07-01T07:00"),
        ("2026-12-01T09:00", "Pacific/Kiritimati", "2026-11-30T19:00"),
        ("2026-12-01T09:00", "Asia/Kathmandu", "2026-12-01T03:15"),
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30"),  # half past two is left out
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30"),  # and comes twice
    ],
)
def test_a_time_of_the_clock_comes_when_the_clocks_of_a_zone_show_it(text: str, zone: str, utc: str) -> None:
    assert at(text, zone) == utc


@pytest.mark.parametrize(
    ("late", "utc"),
    [
        ("2026-10-24T06:59", "2026-10-24T07:00"),
        ("2026-10-24T07:01", "2026-10-25T08:00"),
        ("2026-10-30T00:00", "2026-10-30T08:00"),
    ],
)
def test_a_time_that_is_past_comes_at_the_same_time_of_a_later_day(late: str, utc: str) -> None:
    berlin = zone_of("Europe/Berlin")
    assert berlin
    assert at("2026-10-24T09:00", "Europe/Berlin", moment(wall(late), zone_of("UTC") or berlin)) == utc


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "Europe/Berlin\0", "x" * 5000])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_of(name) is None


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-12-01T09:00Z", "2026-12-01T09:00:01", "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_what_is_no_time_of_the_clock_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        wall(text)


@pytest.mark.parametrize(
    ("start", "every", "on", "days"),
    [
        ("2026-11-22T09:00", "day", (), ["11-22", "11-23", "11-24"]),
        ("2026-11-22T09:00", "week", ("monday", "friday"), ["11-23", "11-27", "11-30"]),
        ("2026-11-22T09:00", "month", (31,), ["11-30", "12-31", "01-31"]),
        ("2026-11-22T09:00", "month", (1, 15), ["12-01", "12-15", "01-01"]),
        ("2026-01-30T09:00", "month", (30,), ["01-30", "02-28", "03-30"]),
    ],
)
def test_a_recurrence_falls_on_its_days(start: str, every: str, on: tuple, days: list[str]) -> None:
    found = [first(wall(start), every, on)]
    for _ in range(2):
        found.append(following(found[-1], every, on))
    assert [text_of(one)[5:] for one in found] == [f"{day}T09:00" for day in days]


@pytest.mark.parametrize(
    ("every", "on"),
    [("year", ()), ("", ("monday",)), ("day", (1,)), ("week", ("Monday",)), ("month", (32,)), ("month", ("monday",))],
)
def test_what_is_no_recurrence_is_refused(every: str, on: tuple) -> None:
    with pytest.raises(Invalid, match=r"`(every|on)`"):
        check(every, on)


def test_the_days_of_a_recurrence_are_those_of_its_first_time_where_none_are_given() -> None:
    tuesday = wall("2026-12-01T09:00")
    assert (recurring_on("week", (), tuesday), recurring_on("month", (), tuesday)) == (("tuesday",), (1,))
    assert (recurring_on("week", ("friday",), tuesday), recurring_on("day", (), tuesday)) == (("friday",), ())


@pytest.mark.parametrize(
    ("start", "every", "zone", "found"),
    [
        ("2026-01-05T09:00", "week", "UTC", "2026-11-23T09:00"),
        ("2026-01-05T09:00", "day", "Asia/Tokyo", "2026-11-23T09:00"),  # it is nine in the evening there
        ("2026-01-05T23:00", "day", "Asia/Tokyo", "2026-11-22T23:00"),
        ("2026-01-05T09:00", "day", "local", "2026-11-23T09:00"),
        ("2026-12-24T09:00", "day", "local", "2026-12-24T09:00"),
        ("2026-11-22T09:00", "", "local", "2026-11-22T09:00"),  # still to come in the west
        ("2026-11-21T09:00", "", "local", ""),
        ("2026-11-22T11:59", "", "UTC", ""),
    ],
)
def test_what_recurs_goes_on_with_its_next_time_and_what_is_past_is_past(start, every, zone, found) -> None:
    recurrence = (every, recurring_on(every, (), wall(start)))
    following = coming(wall(start), recurrence, zone_of(zone), NOON)
    assert (text_of(following) if following else "") == found
