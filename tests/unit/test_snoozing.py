"""A snoozed conversation: where it stands, what its clock does meanwhile, and what ends it."""

from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from segue.console.conversations.snoozes import choices
from segue.conversations.conversations import Conversation
from segue.conversations.desk.acts import Act
from segue.conversations.desk.joining import joined, parted
from segue.conversations.snoozing import LONGEST, asleep, awake, checked, returned
from segue.conversations.standing import answered, seen_in, settled
from segue.errors import Conflict, Invalid
from segue.times import DAY, HOUR, MINUTE, from_text, to_text

NOW = from_text("2026-11-30T10:00:00Z")
WAITS = settled(Conversation("c_1", "u_1", version=3, heard=NOW - HOUR, due=NOW + 20 * MINUTE))
ANSWERED = settled(answered(WAITS, NOW - MINUTE, "amy"))


def saved(head):
    return replace(head, version=head.version + 1)


def test_it_is_snoozed_until_then_and_due_so_much_later():
    head = asleep(WAITS, NOW + DAY, NOW)
    assert (head.state, head.snoozed, head.due) == ("snoozed", NOW + DAY, NOW + DAY + 20 * MINUTE)


def test_who_has_it_back_before_has_the_time_that_was_left():
    back = awake(saved(asleep(WAITS, NOW + DAY, NOW)), NOW + 3 * HOUR)
    assert (back.state, back.snoozed, back.due) == ("open", 0, NOW + 3 * HOUR + 20 * MINUTE)
    assert awake(WAITS, NOW) == WAITS


def test_snoozed_again_it_is_due_as_if_it_had_slept_once():
    twice = asleep(saved(asleep(WAITS, NOW + DAY, NOW)), NOW + 2 * DAY, NOW + HOUR)
    assert (twice.snoozed, twice.due) == (NOW + 2 * DAY, NOW + 2 * DAY + 20 * MINUTE)


def test_what_the_shop_answered_is_there_to_do_when_it_is_back():
    head = asleep(ANSWERED, NOW + DAY, NOW)
    assert (head.state, head.due) == ("snoozed", 0)
    back = returned(saved(head))
    assert (back.state, back.reopened, back.due) == ("open", NOW + DAY, 0)
    assert settled(answered(back, NOW + DAY + HOUR, "amy")).state == "waiting"


def test_an_answer_does_not_wake_it_and_the_customers_words_do():
    head = saved(asleep(WAITS, NOW + DAY, NOW))
    assert settled(answered(head, NOW + HOUR, "amy")).state == "snoozed"
    late = replace(seen_in(head, "heard"), heard=NOW - MINUTE)  # written before, seen by nobody
    assert (settled(late).state, settled(late).snoozed) == ("open", 0)


def test_what_is_resolved_is_not_snoozed_and_resolving_ends_it():
    over = settled(replace(saved(asleep(WAITS, NOW + DAY, NOW)), resolved=NOW + HOUR))
    assert (over.state, over.snoozed, over.due) == ("resolved", 0, 0)
    with pytest.raises(Conflict, match="open it again"):
        asleep(over, NOW + DAY, NOW)


@pytest.mark.parametrize("until", [NOW, NOW - 1, NOW + LONGEST * DAY + 1])
def test_a_moment_that_has_been_or_is_very_far_is_refused(until):
    with pytest.raises(Invalid, match="within the next 365 days"):
        checked(until, NOW)
    assert checked(NOW + DAY, NOW) == NOW + DAY


def test_a_merge_ends_the_sleep_of_both():
    other = replace(saved(asleep(WAITS, NOW + DAY, NOW)), id="c_2")
    act = Act("amy", NOW + HOUR, "o1")
    stays, goes = joined(saved(asleep(ANSWERED, NOW + DAY, NOW)), other, act)
    assert (stays.state, stays.snoozed, goes.snoozed) == ("open", 0, 0)
    apart = parted(saved(stays), saved(goes), ([], []), act)
    assert [(one.state, one.snoozed) for one in apart] == [("waiting", 0), ("open", 0)]


@pytest.mark.parametrize(
    ("now", "days"),
    [("2026-11-30T10:00:00Z", ["2026-12-01", "2026-12-07"]), ("2026-11-29T23:30:00Z", ["2026-12-01", "2026-12-07"])],
)
def test_the_page_offers_the_mornings_of_the_shops_own_days(now, days):
    offered = choices(from_text(now), ZoneInfo("Europe/Berlin"))
    assert [one.until for one in offered[2:]] == [f"{day}T08:00:00.000Z" for day in days]
    assert {one.clock for one in offered[2:]} == {"09:00"}


def test_on_a_sunday_tomorrow_is_monday_and_an_hour_is_one_of_the_minutes_hand():
    hour, *_, last = choices(from_text("2026-11-29T10:07:41Z"), UTC)
    assert (hour.until, hour.clock, last.words) == (to_text(from_text("2026-11-29T11:07:00Z")), "11:07", "Tomorrow")
