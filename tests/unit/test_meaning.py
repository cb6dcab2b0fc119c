"""What a text in a search box can mean, however it is written."""

import pytest

from segue.events import Event
from segue.identifiers import Identifier
from segue.identity.meaning import candidates, meant
from segue.identity.normalising import normalised
from segue.identity.rules import Rules
from tests.builders import NOON, an_event


def forms(text: str, kind: str, *countries: str) -> list[str]:
    return [one.value for one in candidates(text, countries) if one.type == kind]


def stored(number: str) -> set[str]:
    """The forms by which an order is known from the first event on that names it."""
    event: Event = an_event("Order Completed", NOON, properties={"order_id": number})
    return {number, normalised(Identifier("order_id", number), event, Rules()).value}


@pytest.mark.parametrize(
    "number", ["FO-1001", "fo-1001", "#FO-1001", "Web-1001", "WEB-fo-1001", "FO 1001", "1001-ä", "#1"]
)
def test_an_order_number_is_found_however_its_letters_blanks_and_sign_are_typed(number: str) -> None:
    bare = number.replace(" ", "").lstrip("#")
    for typed in (number, bare, bare.lower(), bare.upper(), f"# {bare.swapcase()}", f" {bare[:2]} {bare[2:]} "):
        assert stored(number) & set(forms(typed, "order_id")), typed


def test_an_order_number_that_reading_finds_is_known_by_no_second_one() -> None:
    assert [stored(one) for one in ("FO-1001", "#1001", "1001")] == [{"FO-1001"}, {"#1001"}, {"1001"}]


def test_letters_of_a_token_count_so_that_two_of_them_are_never_one() -> None:
    assert stored("aB3xQ9") == {"aB3xQ9"}
    assert "aB3xQ9" in forms("aB3xQ9", "order_id")
    assert "aB3xQ9" not in forms("ab3xq9", "order_id")


@pytest.mark.parametrize(
    "typed",
    ["0160 1234567", "0160/1234567", "+49 160 123 4567", "0049-160-1234567", "+49 (0)160 1234567", "49160 1234567"],
)
@pytest.mark.parametrize("known", ["+491601234567", "01601234567", "491601234567"])
def test_a_number_is_found_in_any_notation_however_it_was_stored(typed: str, known: str) -> None:
    assert known in forms(typed, "phone", "DE")
    assert "491601234567" in forms(typed, "whatsapp_id", "DE")


def test_a_number_without_a_country_is_of_each_that_the_shop_knows_and_of_none_where_it_knows_none() -> None:
    assert {"+491601234567", "+436601234567"} <= {
        *forms("01601234567", "phone", "AT", "DE"),
        *forms("06601234567", "phone", "AT", "DE"),
    }
    assert forms("01601234567", "phone") == ["01601234567"]


def test_a_card_is_found_in_small_and_large_letters() -> None:
    assert "KD-77" in forms("kd-77", "loyalty_id")


def test_other_ids_are_taken_as_they_are_typed() -> None:
    assert meant(Identifier("user_id", "U1")) == (Identifier("user_id", "U1"),)


def test_something_that_is_nothing_means_nothing() -> None:
    assert candidates("null") == candidates("  ") == []
