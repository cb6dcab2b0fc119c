"""Which identifiers an event names: those of the customer who acts, and of nobody else."""

from typing import Any

import pytest

from segue import facets
from segue.aws.identities import MOST_BYTES, packed
from segue.identifiers import MOST, identifiers_of
from segue.identity.normalising import normalised
from segue.identity.rules import Rules
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
