"""Conditions and segments: who is in, and when to look again."""

import pytest

from segue import facets
from segue.errors import Invalid
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.segments.membership import Membership, evaluate
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON, an_add, an_identify, an_order

NOBODY = Membership({})
ABANDONED = compile_segment("abandoned", {"when": {"cart": {"untouched_for": "2h"}}})
NEVER = compile_segment("never", {"when": {"ordered": {"at_most": 0}}})
OPEN = compile_segment("open", {"when": {"cart": "open"}})


def a_person(*events: Event) -> Profile:
    return Profile("a_1", facets.absorb({}, events), ("a_1",))


def test_a_cart_is_abandoned_two_hours_after_the_last_touch_and_not_before() -> None:
    person = a_person(an_add(NOON), an_add(NOON + MINUTE, "stove"))
    due = NOON + MINUTE + 2 * HOUR
    assert evaluate([ABANDONED], person, NOBODY, due - 1) == Membership({}, wake=due)
    assert evaluate([ABANDONED], person, NOBODY, due + MINUTE) == Membership({"abandoned": due})


def test_an_order_in_any_channel_ends_a_cart() -> None:
    person = a_person(an_add(NOON), an_order(NOON + HOUR, channel="store"))
    assert evaluate([OPEN, ABANDONED], person, NOBODY, NOON + DAY) == NOBODY


def test_a_cart_that_is_filled_again_after_an_order_is_open() -> None:
    person = a_person(an_add(NOON), an_order(NOON + HOUR, cart_id="c1"), an_add(NOON + 2 * HOUR, "stove"))
    assert [line.product_id for line in person.carts[0].items] == ["stove"]
    assert "open" in evaluate([OPEN], person, NOBODY, NOON + 3 * HOUR).segments


def test_a_member_is_one_since_the_event_that_led_in_whenever_that_is_found_out() -> None:
    for before in (NOBODY, Membership({"open": 7}, version=3)):
        assert evaluate([OPEN], a_person(an_add()), before, NOON + DAY).segments == {"open": NOON}


def test_who_never_did_something_is_a_member_since_anything_was_known_of_the_person() -> None:
    assert evaluate([NEVER], a_person(an_add(NOON + 5)), NOBODY, NOON + DAY).segments == {"never": NOON + 5}


def test_groups_combine_and_look_again_at_the_earliest_moment() -> None:
    spec = {"all": [{"cart": {"untouched_for": "2h"}}, {"not": {"trait": "vip", "equals": True}}]}
    segment = compile_segment("s", {"when": spec})
    plain, vip = a_person(an_add()), a_person(an_add(), an_identify(vip=True))
    assert evaluate([segment], plain, NOBODY, NOON + 2 * HOUR).segments == {"s": NOON + 2 * HOUR}
    assert evaluate([segment], vip, NOBODY, NOON + 2 * HOUR).segments == {}
    assert segment.when.facets == {"carts", "orders", "traits"}


def test_ordered_within_a_window_ends_by_itself() -> None:
    segment = compile_segment("s", {"when": {"ordered": {"at_least": 1, "within": "30d"}}})
    person = a_person(an_order(NOON))
    assert evaluate([segment], person, NOBODY, NOON + DAY).wake == NOON + 30 * DAY
    assert evaluate([segment], person, NOBODY, NOON + 30 * DAY).segments == {}


@pytest.mark.parametrize(
    "when",
    [
        None,
        {},
        [],
        "open",
        {"carts": "open"},
        {"cart": {"untouched": "2h"}},
        {"cart": {"untouched_for": "2 weeks"}},
        {"all": []},
        {"any": "x"},
        {"ordered": {"often": 3}},
        {"ordered": {"at_least": "many"}},
        {"trait": "size", "in": "XL"},
        {"trait": "size", "exists": "yes"},
        {"cart": "open", "ordered": {"at_least": 2}},
    ],
)
def test_a_condition_that_nobody_understands_is_refused_with_words(when: object) -> None:
    with pytest.raises(Invalid) as refused:
        compile_segment("s", {"when": when})
    assert refused.value.detail
