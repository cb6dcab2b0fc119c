"""Several open carts of one person, under each policy; facets never change, so a merge can be undone."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.carts.policies import SEVERAL, CartPolicy, cart_policy, viewed
from segue.carts.standing import Cart, carts_of
from segue.errors import Invalid
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segment
from segue.segments.membership import Membership, evaluate
from segue.times import DAY, HOUR, MINUTE
from tests.builders import NOON, an_add, an_event, an_order
from tests.examples import examples

OPEN = compile_segment("open", {"when": {"cart": "open"}})
ABANDONED = compile_segment("abandoned", {"when": {"cart": {"untouched_for": "2h"}}})
PHONE = an_add(NOON, cart_id="phone", variant_id="v1"), an_add(NOON + 1, "stove", cart_id="phone")
LAPTOP = (an_add(NOON + MINUTE, cart_id="laptop", variant_id="v1", price=12),)
PAYING = an_event("Checkout Started", NOON + 30, properties={"cart_id": "phone"})


def a_person(*events: Event, several: str = "keep_active", **policy: Any) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",), cart_policy=CartPolicy(several, **policy))


def told(carts: list[Cart]) -> list[tuple[str, str, dict[str, int]]]:
    return [(one.id, one.state, {line.product_id: line.quantity for line in one.items}) for one in carts]


def test_keeping_the_active_one_saves_the_lines_of_the_older_for_later() -> None:
    carts = a_person(*PHONE, *LAPTOP).carts
    assert told(carts) == [("laptop", "active", {"tent": 1}), ("phone", "saved", {"tent": 1, "stove": 1})]
    assert [(line.product_id, line.quantity) for line in carts[0].saved] == [("tent", 1), ("stove", 1)]


def test_adding_up_makes_one_cart_with_the_newest_price() -> None:
    (cart,) = a_person(*PHONE, *LAPTOP, several="add_up").carts
    assert told([cart]) == [("laptop", "active", {"tent": 2, "stove": 1})]
    assert (cart.value, cart.stands_for, cart.called("phone")) == (2 * 1200 + 1050, ("phone",), True)


def test_carts_in_two_currencies_are_not_added_up() -> None:
    pounds = an_add(NOON - 1, "mug", cart_id="shop", currency="GBP")
    active, other = a_person(*PHONE, pounds, several="add_up").carts
    assert (active.id, other.id, other.state) == ("phone", "shop", "saved")


def test_a_cart_that_names_no_currency_is_added_up() -> None:
    silent = an_add(NOON - 1, "mug", cart_id="shop", currency="")
    (cart,) = a_person(*PHONE, silent, several="add_up").carts
    assert (cart.id, cart.stands_for) == ("phone", ("shop",))


def test_without_a_moment_a_checkout_is_as_old_as_the_newest_cart_is_younger() -> None:
    found = carts_of(facets.absorb({}, (*PHONE, PAYING, *LAPTOP)))
    assert viewed(found, CartPolicy())[0].state == "checkout"
    assert viewed(found, CartPolicy(checkout_lasts=MINUTE - 30))[0].state == "active"


def test_overwriting_leaves_the_newest_alone() -> None:
    (cart,) = a_person(*PHONE, *LAPTOP, several="overwrite").carts
    assert (told([cart]), cart.saved) == ([("laptop", "active", {"tent": 1})], ())
    assert cart.called("phone")


@pytest.mark.parametrize("several", ["add_up", "keep_active", "overwrite"])
def test_nothing_changes_while_a_checkout_is_under_way(several: str) -> None:
    person = a_person(*PHONE, PAYING, *LAPTOP, several=several)
    during, after = person.carts_at(NOON + HOUR), person.carts_at(NOON + 30 + HOUR)
    assert told(during)[0] == ("phone", "checkout", {"tent": 1, "stove": 1})
    assert (during[1].id, during[1].state) == ("laptop", "saved")
    assert (after[0].id, after[0].state) == ("laptop", "active")


@pytest.mark.parametrize("several", ["add_up", "keep_active", "overwrite"])
def test_an_order_ends_the_checkout_and_the_cart_touched_since_stays(several: str) -> None:
    bought = an_order(NOON + 2 * MINUTE, cart_id="phone")
    person = a_person(*PHONE, PAYING, *LAPTOP, bought, an_add(NOON + HOUR, "mug", cart_id="laptop"), several=several)
    assert [cart.id for cart in person.carts_at(NOON + HOUR) if cart.live] == ["laptop"]


@pytest.mark.parametrize("several", ["add_up", "keep_active", "overwrite"])
def test_undoing_a_merge_gives_both_carts_back(several: str) -> None:
    left, right = facets.absorb({}, PHONE), facets.absorb({}, LAPTOP)
    merged = Profile("u_1", facets.total([left, right]), ("u_1", "u_2"), cart_policy=CartPolicy(several))
    assert len([cart for cart in merged.carts if cart.live]) == 1
    apart = [Profile("u_1", one, ("u_1",), cart_policy=CartPolicy(several)).carts for one in (left, right)]
    assert [told(carts) for carts in apart] == [
        [("phone", "active", {"tent": 1, "stove": 1})],
        [("laptop", "active", {"tent": 1})],
    ]


@pytest.mark.parametrize("several", ["add_up", "keep_active", "overwrite"])
def test_only_the_active_cart_is_open_and_goes_cold(several: str) -> None:
    person = a_person(*PHONE, *LAPTOP, several=several)
    assert OPEN.when.test(person, NOON + HOUR).carts == ("laptop",)
    assert ABANDONED.when.test(person, NOON + DAY).carts == ("laptop",)


def test_the_end_of_a_checkout_wakes_whoever_has_a_cart_waiting() -> None:
    person = a_person(*PHONE, PAYING, *LAPTOP)
    assert OPEN.when.test(person, NOON + MINUTE).until == NOON + 30 + HOUR
    assert evaluate([OPEN], person, Membership({}), NOON + MINUTE).wake == NOON + 30 + HOUR
    alone = a_person(*PHONE, PAYING)
    assert OPEN.when.test(alone, NOON + MINUTE).until is None


def test_one_cart_is_as_it_is_under_any_policy() -> None:
    views = [a_person(*PHONE, several=one).carts for one in ("add_up", "keep_active", "overwrite")]
    assert views[0] == views[1] == views[2]
    assert (views[0][0].saved, views[0][0].stands_for) == ((), ())


def test_a_cart_that_is_the_only_open_one_stays_in_the_order_of_touching() -> None:
    bought = an_add(NOON + HOUR, cart_id="shop"), an_order(NOON + HOUR, cart_id="shop")
    later = an_add(NOON + 2 * HOUR, cart_id="phone")
    assert [one.id for one in a_person(*PHONE, *bought, later).carts] == ["phone", "shop"]
    empty = an_event("Cart Updated", NOON + 3 * HOUR, properties={"cart_id": "new", "products": []})
    assert [one.id for one in a_person(*PHONE, empty).carts] == ["new", "phone"]


def test_a_policy_says_only_what_differs_from_the_usual() -> None:
    assert cart_policy({}) == CartPolicy()
    assert cart_policy({"several": "add_up", "code_lasts": "5m"}) == CartPolicy("add_up", code_lasts=5 * MINUTE)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"several": "merge"}, "`several` is one of add_up, keep_active, overwrite, not 'merge'"),
        ({"checkout_lasts": "soon"}, "checkout_lasts: write a duration as 90s, 15m, 2h or 30d, not 'soon'"),
        ({"code_lasts": "0m"}, "code_lasts: longer than nothing, please"),
        ({"code_lasts": "25h"}, "a link lasts at most 30d and a code at most 1d"),
        ({"link_lasts": "721h"}, "a link lasts at most 30d and a code at most 1d"),
        ({"code_attempts": "many"}, "code_attempts is a whole number from 1 to 10000"),
        ({"code_attempts": True}, "code_attempts is a whole number from 1 to 10000"),
        ({"code_attempts": 0}, "code_attempts is a whole number from 1 to 10000"),
        ({"code_attempts": 10_001}, "code_attempts is a whole number from 1 to 10000"),
    ],
)
def test_a_policy_that_nobody_understands_is_refused_with_words(spec: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid) as refused:
        cart_policy(spec)
    assert (refused.value.reason, refused.value.detail) == ("bad-policy", words)


def test_a_setting_that_nobody_knows_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(Invalid, match="the policy of carts does not know `severals`; did you mean `several`"):
        cart_policy({"severals": "add_up"})


def test_what_a_policy_may_say_at_most_and_at_least() -> None:
    most = cart_policy({"link_lasts": "30d", "code_lasts": "1d", "code_attempts": 10_000})
    assert (most.link_lasts, most.code_lasts, most.code_attempts) == (30 * DAY, DAY, 10_000)
    assert cart_policy({"code_attempts": 1}).code_attempts == 1


CARTS = st.lists(
    st.tuples(
        st.sampled_from(["phone", "laptop", "till"]),
        st.sampled_from(["tent", "mug"]),
        st.sampled_from(["", "v1", "v2"]),
        st.integers(0, 90),
        st.sampled_from(["Product Added", "Product Added", "Product Removed", "Checkout Started", "Order Completed"]),
    ),
    max_size=8,
)


@given(acts=CARTS, several=st.sampled_from(SEVERAL), later=st.integers(0, 3 * HOUR), seed=st.randoms())
@settings(max_examples=examples(300), deadline=None)
def test_a_view_has_one_live_cart_and_loses_or_invents_no_piece(
    acts: list[Any], several: str, later: int, seed: random.Random
) -> None:
    history = [_act(nth, *one) for nth, one in enumerate(acts)]
    raw = a_person(*history).facets
    plain = [cart for cart in carts_of(raw) if cart.live]
    view = viewed(carts_of(raw), CartPolicy(several), NOON + later)
    live = [cart for cart in view if cart.live]
    assert len(live) == min(len(plain), 1)
    kept = sum(line.quantity for cart in live for line in (*cart.items, *cart.saved))
    lost = several == "overwrite" and not any(cart.paying for cart in live)
    assert lost or kept == sum(line.quantity for cart in plain for line in cart.items)
    shuffled = a_person(*seed.sample(history, len(history))).facets
    assert viewed(carts_of(shuffled), CartPolicy(several), NOON + later) == view


def _act(nth: int, *said: Any) -> Event:
    cart, product, variant, minute, name = said
    line = {"product_id": product, "variant_id": variant, "price": 5, "currency": "EUR", "order_id": f"o{nth}"}
    at = NOON + minute * MINUTE
    return an_event(name, at, message_id=f"m{nth}", properties={"cart_id": cart, **line})
