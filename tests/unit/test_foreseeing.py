"""A dry run says to whom a broadcast would go, and why the others are left out, as the fan-out then finds it."""

from dataclasses import replace

import pytest

from segue.broadcasts.definitions import Broadcast
from segue.broadcasts.foreseeing import MOST, Foreseeing
from segue.contact_points import ContactPoint
from segue.messaging.policies import Policy
from segue.times import DAY
from tests.builders import NOON
from tests.fake_broadcasts import BOOK, Around, a_broadcast, a_person

STRICT = replace(BOOK, policy=Policy(consent={"email/marketing": "ask-first"}))


def foreseen(around: Around, broadcast: Broadcast | None = None):
    seeing = Foreseeing(around, around, around, lambda: around.book, lambda _, value: value)
    return seeing.foresee(broadcast or a_broadcast(), NOON)


def some(book=BOOK) -> Around:
    """Two who get it, one without an address, one who is in the segment no more, one whose mails bounce."""
    people = [a_person(1), a_person(2), a_person(3, email=None), a_person(4, vip=False), a_person(5)]
    points = {"u5@shop.test": ContactPoint("u5@shop.test", "bounce")}
    return Around(members={one.id: one for one in people}, points=points, book=book)


def test_each_is_counted_with_the_reason_for_being_left_out():
    found = foreseen(some())
    assert (found.looked, found.reachable, found.whole) == (5, 2, True)
    assert found.left_out == {"no-address": 1, "no-longer-true": 1, "suppressed-bounce": 1}


def test_who_never_agreed_is_left_out_where_the_policy_asks_first():
    assert foreseen(some(STRICT)).left_out["no-consent"] == 2


@pytest.mark.parametrize("book", [BOOK, STRICT])
def test_the_fan_out_then_does_what_was_foreseen(book):
    around = some(book)
    found = foreseen(around)
    around.started(a_broadcast(), ()).until(NOON + DAY)
    assert (len(around.messages), around.saved[1].skipped) == (found.reachable, found.left_out)


def test_of_many_a_sample_is_looked_at_and_says_so():
    around = Around(members={one.id: one for one in map(a_person, range(MOST + 50))})
    found = foreseen(around)
    assert (found.looked, found.reachable, found.whole) == (MOST, MOST, False)


def test_of_nobody_nothing_is_foreseen():
    assert foreseen(Around()).whole


def test_for_whom_no_yes_is_recorded_is_counted_where_it_is_marketing():
    around = some()
    around.points["u1@shop.test"] = ContactPoint("u1@shop.test", granted={"marketing": 1})
    assert foreseen(around).unasked == 1
    assert foreseen(around, replace(a_broadcast(), purpose="transactional")).unasked == 0
    assert foreseen(some(STRICT)).unasked == 0
