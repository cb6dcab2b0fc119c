"""What a new version of the playbook changes about segments, and which changes of membership that makes quiet."""

import pytest

from segue import facets
from segue.profile.profiles import Profile
from segue.segments.changes import changed, fingerprint, loud
from segue.segments.compiling import compile_segment, compile_segments
from segue.segments.membership import Membership, evaluate
from segue.segments.quietness import TIME, Filled, filled
from segue.times import DAY, HOUR
from tests.builders import NOON, an_add, an_order

OPEN, SOLD = {"when": {"cart": "open"}}, {"when": {"ordered": {"at_least": 1}}}
LEFT = {"when": {"cart": {"untouched_for": "2h"}}}
BOTH = {"when": {"all": [{"in_segment": "a"}, {"cart": "open"}]}}


def book(policies=None, **segments):
    return {"segment": segments, "policy": policies or {}}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (book(), book(a=OPEN), {"a"}),
        (book(a=OPEN, b=SOLD), book(b=SOLD), {"a"}),
        (book(a=OPEN, b=SOLD), book(a=SOLD, b=SOLD), {"a"}),
        (book(a=OPEN), book(a={**OPEN, "name": "Carts", "description": "x"}), set()),
        (book(a=OPEN), book(a={**OPEN, "backfill": "fire"}), set()),
        (book(a=OPEN, b=BOTH, c={"when": {"not": {"in_segment": "b"}}}), book(a=SOLD, b=BOTH), {"a", "b", "c"}),
        (book(a=OPEN), book({"carts": {"several": "newest"}}, a=OPEN), {"a"}),
        (book(a=OPEN), book({"shop": {"name": "x"}}, a=OPEN), set()),
        ({}, {}, set()),
    ],
)
def test_what_may_mean_something_else_has_changed(before, after, found):
    assert changed(before, after) == found
    assert (fingerprint(before) == fingerprint(after)) is not bool(found)


def test_who_asks_for_a_changed_segment_has_changed_too_however_far_away():
    chain = {"b": BOTH, "c": {"when": {"any": [{"not": {"in_segment": "b"}}, {"cart": "open"}]}}}
    assert changed(book(a=OPEN, **chain), book(a=SOLD, **chain)) == {"a", "b", "c"}


def test_a_segment_says_by_itself_that_it_may_start_journeys():
    assert loud(book(a={**OPEN, "backfill": "fire"}, b={**OPEN, "backfill": "quiet"}, c=OPEN)) == {"a"}


def quieted(spec, events, marked):
    """The segments that somebody with these events enters or leaves quietly, where `s` was marked at a moment."""
    segment, person = compile_segment("s", spec), Profile("a_1", facets.absorb({}, events), ("a_1",))
    found = evaluate([segment], person, Membership({}), NOON + DAY)
    return filled([segment], person, (Membership({}), found), Filled(TIME, {"s": marked}))


def test_what_was_so_before_the_change_is_entered_quietly_and_what_came_after_it_is_not():
    assert quieted(SOLD, [an_order(NOON)], NOON + HOUR) == {"s"}
    assert quieted(SOLD, [an_order(NOON)], NOON) == set()


def test_what_time_leads_to_after_the_change_is_not_quiet():
    assert quieted(LEFT, [an_add(NOON)], NOON + HOUR) == set()
    assert quieted(LEFT, [an_add(NOON)], NOON + 3 * HOUR) == {"s"}


def test_a_segment_that_is_gone_is_left_quietly():
    inside = Membership({"s": NOON})
    person = Profile("a_1", facets.absorb({}, [an_add(NOON)]), ("a_1",))
    assert filled([], person, (inside, Membership({})), Filled(TIME, {"s": NOON})) == {"s"}


def test_other_segments_are_not_quiet():
    assert quieted(SOLD, [an_order(NOON)], NOON + HOUR) == {"s"}
    segment, person = compile_segment("t", SOLD), Profile("a_1", facets.absorb({}, [an_order(NOON)]), ("a_1",))
    found = evaluate([segment], person, Membership({}), NOON + DAY)
    assert filled([segment], person, (Membership({}), found), Filled(TIME, {"s": NOON + HOUR})) == set()


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (book(a={**OPEN, "name": "Carts", "backfill": "fire"}), True),
        (book({"shop": {"name": "x"}}, a=OPEN), True),
        (book({"carts": {"several": "add_up"}}, a=OPEN), False),
        (book(a=LEFT), False),
        (book(a=OPEN, b=SOLD), False),
    ],
)
def test_other_words_for_the_same_ask_nobody_everything_again(after, same):
    known = [compile_segments(one["segment"], one["policy"])["a"].book for one in (book(a=OPEN), after)]
    assert (known[0] == known[1]) is same
