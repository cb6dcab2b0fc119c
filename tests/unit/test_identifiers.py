"""Which identifiers an event names: those of the customer who acts, and of nobody else."""

from typing import Any

import pytest

from segue import facets
from segue.aws.identities import MOST_BYTES, packed
from segue.identifiers import MOST, Identifier, identifier, identifiers_of, previous_user
from segue.identity.normalising import normalised
from segue.identity.rules import Rules
from segue.keys import identity_key, is_key
from segue.profile.identities import Identity
from tests.builders import NOON, an_event, an_identify

ADDRESS = {"email": " Kim@Shop.Example ", "phone": "+31 6 1234 5678"}


def named(called: str | None = None, **fields: Any) -> set[str]:
    """`type:value` of the identifiers in an event."""
    return {f"{one.type}:{one.value}" for one in identifiers_of(an_event(called, anonymous_id=None, **fields))}


def test_an_identify_call_names_its_user_and_the_addresses_among_its_traits() -> None:
    found = named(type="identify", user_id="u1", traits=ADDRESS)
    assert found == {"user_id:u1", "email:kim@shop.example", "phone:+31612345678"}


def test_the_addresses_of_a_company_are_not_the_customers() -> None:
    assert named(type="group", user_id="u1", group_id="g1", traits=ADDRESS) == {"user_id:u1"}
    assert named(type="group", user_id="u1", group_id="g1", context={"traits": ADDRESS}) == {"user_id:u1"}


def test_the_recipient_of_a_gift_is_somebody_else() -> None:
    assert named("Gift Card Sent", user_id="u1", properties=ADDRESS) == {"user_id:u1"}


@pytest.mark.parametrize("called", ["Order Completed", "Checkout Started", "Email Opened", "Consent Updated"])
def test_whoever_orders_checks_out_or_reads_is_named_by_the_address(called: str) -> None:
    assert "email:kim@shop.example" in named(called, properties=ADDRESS)


def test_an_event_names_at_most_twenty_and_the_strongest_of_them() -> None:
    many = [{"type": "cart_id", "id": f"c{number}"} for number in range(300)]
    found = identifiers_of(an_event("Product Viewed", user_id="u1", context={"externalIds": many}))
    assert len(found) == MOST
    assert found[0].type == "user_id"


def test_every_place_that_names_the_customer_is_looked_at() -> None:
    context = {"device": {"id": "d1"}, "traits": ADDRESS, "externalIds": [{"type": "card", "id": 7}, "x", {"id": "no"}]}
    ids = {"previous_id": "a0", "traits": {"loyalty_id": "l1"}, "user_id": " u1 "}
    common = {"anonymous_id:a0", "device_id:d1", "email:kim@shop.example", "phone:+31612345678", "user_id:u1"}
    custom = {"custom:card:7", "custom:None:no"}
    assert named(type="identify", context=context, **ids) == common | custom | {"loyalty_id:l1"}
    assert named("Product Viewed", context=context, **ids) == common | custom
    assert named("Product Viewed", context={"device": "d1", "traits": "t", "externalIds": {}}) == set()


@pytest.mark.parametrize(
    ("device", "found"),
    [
        ({"type": "iOS", "token": " ab12 "}, {"push_id:apple:ab12"}),
        ({"type": "android", "token": "fcm:x"}, {"push_id:google:fcm:x"}),
        ({"type": "tv", "token": "ab12"}, set()),
        ({"type": "ios", "token": ""}, set()),
        ({"type": ["ios"], "token": 7}, set()),
        ({"token": "ab12"}, set()),
    ],
)
def test_an_app_is_named_by_its_token_and_by_who_carries_to_it(device: dict[str, Any], found: set[str]) -> None:
    assert named("Application Opened", context={"device": device}) == found


def test_a_user_of_x_keeps_the_name_that_the_type_had_before_it_was_one_of_ours() -> None:
    event = an_event("Conversation Turn", context={"externalIds": [{"type": "x_id", "id": "77"}]}, anonymous_id=None)
    assert identifiers_of(event) == (Identifier("custom", "x_id:77"), Identifier("x_id", "77"))


def test_an_order_is_named_by_its_number_and_its_card_and_nothing_else_is() -> None:
    said = {"order_id": "o1", "payment_fingerprint": "f1"}
    assert named("Order Completed", properties=said) == {"order_id:o1", "payment_fingerprint:f1"}
    assert named("Orders Listed", properties=said) == named(None, properties=said) == set()


@pytest.mark.parametrize(
    ("kind", "value", "frozen"),
    [
        ("email", "K@SHOP.example", "k@shop.example"),
        ("email", "k@STRAßE.example", "k@straße.example"),
        ("email", "k@STRA\u1e9eE.example", "k@straße.example"),
        ("email", "k@βόλος.example", "k@βόλος.example"),
        ("email", "Groß@shop.example", "gross@shop.example"),
        ("email", "k@shop@example", None),
        ("email", "k.shop.example", None),
        ("phone", "00 31-6", "+316"),
        ("phone", "(31) 6", "316"),
        ("phone", "ext.", None),
        ("user_id", 42, "42"),
        ("user_id", True, None),
        ("user_id", 4.2, None),
        ("user_id", "x" * 256, "x" * 256),
        ("user_id", "x" * 257, None),
    ],
)
def test_an_identifier_has_a_frozen_form(kind: str, value: object, frozen: str | None) -> None:
    assert identifier(kind, value) == (Identifier(kind, frozen) if frozen else None)
    assert identifier("club", "a") == Identifier("custom", "club:a")


def test_identifiers_come_strongest_first_and_of_one_type_in_the_order_of_their_values() -> None:
    external = [{"type": "customer_id", "id": one} for one in ("b", "a")]
    found = identifiers_of(an_event("Product Viewed", user_id="z", context={"externalIds": external}))
    assert [one.value for one in found] == ["z", "a", "b", "visitor-1"]


def test_the_previous_id_of_an_alias_may_be_a_user_id() -> None:
    assert previous_user(an_event(None, type="alias", previous_id="u0")) == Identifier("user_id", "u0")
    assert previous_user(an_event(None, type="identify", previous_id="u0")) is None


def test_a_key_is_the_same_in_every_version_and_holds_nothing_of_the_value() -> None:
    key = identity_key(b"secret", Identifier("email", "kim@shop.example"))
    assert key == "e_flcqc5tl6mumw4sqnonaan3t"
    assert is_key(key)
    assert [is_key(one) for one in ("", "u_", key + "a", key[:-1], "q" + key[1:], key.upper(), "X" + key[1:])] == [
        False
    ] * 7


@pytest.mark.parametrize("value", ["", "  ", "null", "undefined", "-1", "000", "0000-0000", None, True, [], "x" * 300])
def test_what_names_everybody_names_nobody(value: object) -> None:
    assert identifiers_of(an_event(user_id=value, anonymous_id=None)) == ()


@pytest.mark.parametrize(
    ("phone", "locale", "expected"),
    [
        ("+1 (323) 206-0695", None, "+13232060695"),
        ("001 323 206 0695", None, "+13232060695"),
        ("323-206-0695", "en-US", "+13232060695"),
        ("323-206-0695", None, "3232060695"),
        ("0612345678", "nl-NL", "+31612345678"),
    ],
)
def test_a_phone_number_is_read_in_its_country_or_not_at_all(phone: str, locale: str | None, expected: str) -> None:
    event = an_event("Order Completed", anonymous_id=None, properties={"phone": phone}, context={"locale": locale})
    assert normalised(identifiers_of(event)[0], event, Rules()).value == expected


def test_a_customer_with_any_number_of_traits_fits_into_a_row() -> None:
    calls = [an_identify(NOON + n, **{f"t{n}-{m}": f"{n}{m}" * 60 for m in range(80)}) for n in range(25)]
    row = Identity("u_1", facets=facets.absorb({}, calls))
    assert len(row.facets["traits"]) == 200
    assert len(packed(row)) < MOST_BYTES
