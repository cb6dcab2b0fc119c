"""How everybody answers, added up for those of whom little is known."""

import random

import msgspec

from segue import facets
from segue.messaging.adding_up import LEAST_PEOPLE, made_of, pattern_of, row_of
from segue.messaging.patterns import Pattern
from segue.profile.profiles import Profile
from segue.times import DAY, HOUR
from tests.builders import NOON, an_event, an_identify

HOUR_OF_NOON = 6 * 24 + 12  # a Sunday


def somebody(number: int, opened: int = 3, zone: str = "UTC", shared: bool = False) -> Profile:
    """Four mails, some of them opened at noon on days of their own."""
    about = {"properties": {}, "context": {"timezone": zone}}
    events = [an_event("Email Sent", NOON - day * DAY - HOUR, **about) for day in range(4)]
    events += [an_event("Email Opened", NOON - day * DAY, **about) for day in range(opened)]
    return Profile(f"u_{number}", facets.absorb({}, events), (f"u_{number}",), shared=shared)


def told(*people: tuple[Profile, list[str]]) -> Pattern:
    return pattern_of(people, "UTC", NOON)


def test_messages_answers_and_hours_of_everybody_are_added_up() -> None:
    found = told((somebody(1), []), (somebody(2, 1), [])).shop
    assert (found.people, found.responses) == (2, {"email": (4, 8)})
    assert (found.hours["email"][HOUR_OF_NOON], sum(found.hours["email"])) == (2, 4)


def test_hours_are_those_of_each_person_s_own_clock() -> None:
    hours = told((somebody(1, 1, "America/New_York"), []), (somebody(2, 1, "Asia/Tokyo"), [])).shop.hours["email"]
    assert [hours[HOUR_OF_NOON - 5], hours[HOUR_OF_NOON + 9], sum(hours)] == [1, 1, 2]


def test_who_was_never_written_to_and_what_is_nobody_tells_nothing() -> None:
    stranger = Profile("u_9", facets.absorb({}, [an_identify(NOON)]), ("u_9",))
    assert told((stranger, ["vip"]), (somebody(1, shared=True), [])).shop.people == 0


def test_a_segment_is_told_of_only_where_it_is_no_portrait_of_a_few() -> None:
    people = [(somebody(one), ["vip"] if one else ["rare", "vip"]) for one in range(LEAST_PEOPLE)]
    assert {*told(*people).segments} == {"vip"}
    assert not told(*people[1:]).segments


def test_it_is_the_same_whoever_comes_first_and_stands_in_a_row_of_whole_numbers() -> None:
    people = [(somebody(one, one % 4), ["vip", "all"]) for one in range(LEAST_PEOPLE + 3)]
    mixed = random.Random(7).sample(people, len(people))
    row = msgspec.json.encode(row_of(told(*people)), order="deterministic")
    assert row == msgspec.json.encode(row_of(told(*mixed)), order="deterministic")
    assert b"." not in row
    back = made_of(msgspec.json.decode(row))
    assert (back.shop, back.segments) == (told(*people).shop, told(*people).segments)
