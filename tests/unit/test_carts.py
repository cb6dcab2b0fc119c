"""A customer's carts: lines by product and variant, from every source, in any order of arrival."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segue import facets
from segue.carts.standing import Cart, CartLine, carts_of
from segue.events import Event
from segue.facets.registers import short
from segue.profile.describing import described
from segue.profile.profiles import Profile
from segue.times import HOUR, MINUTE
from tests.builders import NOON, an_add, an_event, an_order
from tests.examples import examples

BLUE, RED = {"variant_id": "v1", "variant": "Blue"}, {"variant_id": "v2", "variant": "Red"}


def the_carts(*events: Event) -> list[Cart]:
    return carts_of(facets.absorb({}, events))


def a_removal(at: int, **said: Any) -> Event:
    return an_event("Product Removed", at, properties={"cart_id": "c1", "product_id": "tent", **said})


def a_checkout(at: int, cart: str = "c1", name: str = "Checkout Started", **said: Any) -> Event:
    return an_event(name, at, properties={"cart_id": cart, **said})


def pieces(cart: Cart) -> dict[tuple[str, str], int]:
    return {line.key: line.quantity for line in cart.items}


def test_two_variants_of_a_product_are_two_lines() -> None:
    (cart,) = the_carts(an_add(NOON, **BLUE), an_add(NOON + 1, **RED, quantity=2), an_add(NOON + 2, **BLUE))
    assert pieces(cart) == {("tent", "v1"): 2, ("tent", "v2"): 2}
    assert [line.variant for line in cart.items] == ["Blue", "Red"]


def test_a_removal_takes_the_variant_that_it_names() -> None:
    (cart,) = the_carts(an_add(NOON, **BLUE), an_add(NOON + 1, **RED), a_removal(NOON + 2, **BLUE))
    assert pieces(cart) == {("tent", "v2"): 1}


def test_a_removal_that_names_no_variant_takes_the_only_one_there_is() -> None:
    assert the_carts(an_add(NOON, **BLUE), a_removal(NOON + 1))[0].items == ()
    (both,) = the_carts(an_add(NOON, **BLUE), an_add(NOON + 1, **RED), a_removal(NOON + 2))
    assert pieces(both) == {("tent", "v1"): 1, ("tent", "v2"): 1}


def test_a_variant_is_told_by_its_id_its_sku_or_its_name() -> None:
    events = (an_add(NOON, sku="T-1"), an_add(NOON + 1, variant="Green"), an_add(NOON + 2, variant_id=7, sku="T-1"))
    (cart,) = the_carts(*events)
    assert set(pieces(cart)) == {("tent", "T-1"), ("tent", "Green"), ("tent", "7")}


def test_a_product_that_is_its_own_sku_has_no_variant() -> None:
    (cart,) = the_carts(an_event("Product Added", properties={"cart_id": "c1", "sku": "T-1", "price": 5}))
    assert pieces(cart) == {("T-1", ""): 1}


def test_a_snapshot_of_any_source_keeps_its_variants() -> None:
    products = [{"product_id": 1, "variant_id": 11, "price": 2}, {"product_id": 1, "variant_id": 12, "price": 3}]
    (cart,) = the_carts(an_event("Cart Updated", properties={"cart_id": "shopify:c", "products": products}))
    assert (pieces(cart), cart.value) == ({("1", "11"): 1, ("1", "12"): 1}, 500)


def test_lines_from_before_variants_can_still_be_read() -> None:
    log = [[NOON, 1, "c1", "=", [[["tent", 1, "Tent", 1050, "", ""]], "EUR", ""]]]
    person = Profile("a_1", {"carts": {"log": log}}, ("a_1",))
    assert described(person)["carts"][0]["items"][0]["variant_id"] == ""


def test_a_started_checkout_is_the_last_step_until_the_cart_is_touched_again() -> None:
    events = an_add(NOON), a_checkout(NOON + MINUTE)
    assert the_carts(*events)[0].checkout == NOON + MINUTE
    assert pieces(the_carts(*events)[0]) == {("tent", ""): 1}
    assert the_carts(*events, an_add(NOON + HOUR, "stove"))[0].checkout == 0


def test_a_completed_checkout_closes_its_cart_even_where_it_is_told_after_the_order() -> None:
    done = a_checkout(NOON + 2 * MINUTE, name="Checkout Updated", completed_at="2026-11-22T12:01:00Z", products=[])
    (cart,) = the_carts(an_add(NOON), an_order(NOON + MINUTE, cart_id="c1"), done)
    assert (cart.live, cart.state) == (False, "closed")


SHOP = "https://shop.example"
SILENT = {"cart_id": "c1", "product_id": "tent", "variant_id": "v1", "quantity": 2}


def test_what_a_change_leaves_out_stays_as_it_was() -> None:
    known = an_add(NOON, image_url=f"{SHOP}/1.jpg", url=f"{SHOP}/1", **BLUE)
    (kept,) = the_carts(known, an_event("Product Added", NOON + 1, properties=SILENT))[0].items
    assert kept == CartLine("tent", 3, "Tent", 1050, f"{SHOP}/1.jpg", f"{SHOP}/1", "v1", "Blue")


def test_what_a_change_says_replaces_what_was_known() -> None:
    known = an_add(NOON, image_url=f"{SHOP}/1.jpg", url=f"{SHOP}/1", **BLUE)
    said = {"name": "Big", "price": 20, "currency": "EUR", "image_url": SHOP, "url": f"{SHOP}/2", "variant": "Sky"}
    (new,) = the_carts(known, an_event("Product Added", NOON + 1, properties=SILENT | said))[0].items
    assert new == CartLine("tent", 3, "Big", 2000, SHOP, f"{SHOP}/2", "v1", "Sky")


def test_the_unnamed_cart_after_a_closing_is_named_after_it_and_its_device() -> None:
    closed = unnamed("phone", NOON + 1, "Order Completed")
    after = f"cart-{short(closed.message_id):x}-d{short('phone'):x}"
    carts = the_carts(unnamed("phone", NOON), closed, unnamed("phone", NOON + 2))
    assert [one.id for one in carts] == [after, f"cart-d{short('phone'):x}"]
    everywhere = unnamed(None, NOON + 1, "Order Completed")
    assert the_carts(everywhere, unnamed(None, NOON + 2))[0].id == f"cart-{short(everywhere.message_id):x}"


def test_the_unnamed_cart_is_named_after_a_closing_that_has_left_the_log() -> None:
    log = [[NOON, 1, "", "+", [["tent", 1, "Tent", 5, "", ""], "EUR"]]]
    assert carts_of({"carts": {"log": log, "closed": [NOON - 1, 0xAB]}})[0].id == "cart-ab"
    assert carts_of({"carts": {"log": log, "closed": [NOON + 1, 0xAB]}})[0].id == "cart"


def test_a_cart_that_its_own_order_ends_is_ordered_and_not_just_closed() -> None:
    assert [one.state for one in the_carts(an_add(NOON), an_order(NOON + 1))] == ["ordered"]
    assert [one.state for one in the_carts(an_add(NOON), an_event("Cart Deleted", NOON + 1))] == ["closed"]
    assert [one.state for one in the_carts(an_order(NOON), an_add(NOON + 1))] == ["active"]


def test_a_change_that_names_no_variant_or_a_removal_of_another_means_the_only_form() -> None:
    assert pieces(the_carts(an_add(NOON, **BLUE), an_add(NOON + 1))[0]) == {("tent", "v1"): 2}
    assert pieces(the_carts(an_add(NOON, **BLUE, quantity=3), a_removal(NOON + 1, **RED))[0]) == {("tent", "v1"): 2}


def test_no_pieces_of_another_variant_change_nothing_of_the_first() -> None:
    (cart,) = the_carts(an_add(NOON, **BLUE), an_add(NOON + 1, **RED, quantity=0, price=99))
    assert (pieces(cart), cart.value) == ({("tent", "v1"): 1}, 1050)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["Product Added", "Product Removed", "Cart Updated", "Checkout Started"]),
        st.integers(0, 9),
        st.sampled_from(["c1", "c2"]),
        st.sampled_from([{}, BLUE, RED]),
    ),
    max_size=8,
)


@given(changes=CHANGES, seed=st.randoms(use_true_random=False))
@settings(max_examples=examples(150), deadline=None)
def test_carts_with_variants_are_the_same_in_any_order_of_arrival(changes: list[Any], seed: random.Random) -> None:
    history = [
        an_event(name, NOON + at, message_id=f"m{nth}", properties={"cart_id": cart, "product_id": "tent", **form})
        for nth, (name, at, cart, form) in enumerate(changes)
    ]
    shuffled = seed.sample(history, len(history))
    assert the_carts(*shuffled) == the_carts(*history)


def unnamed(device: str | None, at: int, name: str = "Product Added", product: str = "tent", **said: Any) -> Event:
    user = None if device else "u1"
    properties = {"product_id": product, "price": 5, **said}
    return an_event(name, at, message_id=f"{device}{at}", anonymous_id=device, user_id=user, properties=properties)


PHONE, LAPTOP = unnamed("phone", NOON), unnamed("laptop", NOON + 1, product="mug")


def test_a_shop_without_cart_ids_has_one_cart_on_each_device() -> None:
    laptop, phone = the_carts(PHONE, LAPTOP)
    assert (pieces(laptop), pieces(phone)) == ({("mug", ""): 1}, {("tent", ""): 1})
    assert the_carts(PHONE)[0].id == phone.id


def test_an_event_without_device_means_the_unnamed_cart_touched_last() -> None:
    laptop, _ = the_carts(PHONE, LAPTOP, unnamed(None, NOON + 2, product="mug"))
    assert pieces(laptop) == {("mug", ""): 2}
    (alone,) = the_carts(unnamed(None, NOON))
    assert alone.id == "cart"


def test_an_order_closes_the_cart_of_its_device_and_one_without_device_closes_all() -> None:
    more = unnamed("phone", NOON + 9, product="stove"), unnamed("laptop", NOON + 9, product="stove")
    own = [pieces(one) for one in the_carts(PHONE, LAPTOP, unnamed("laptop", NOON + 5, "Order Completed"), *more)]
    assert {("tent", ""): 1, ("stove", ""): 1} in own
    assert {("mug", ""): 1, ("stove", ""): 1} not in own
    every = the_carts(PHONE, LAPTOP, unnamed(None, NOON + 5, "Order Completed"), *more)
    assert [pieces(one) for one in every if one.live] == [{("stove", ""): 1}] * 2


def test_an_event_without_cart_id_after_one_with_it_means_that_cart() -> None:
    closed, after = an_order(NOON + 2), unnamed("visitor-1", NOON + 3, product="stove")
    later, first = the_carts(an_add(NOON), unnamed("visitor-1", NOON + 1), closed, after)
    assert (first.id, first.open) == ("c1", False)
    assert pieces(later) == {("stove", ""): 1}
