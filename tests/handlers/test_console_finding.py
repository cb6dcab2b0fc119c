"""Finding customers and conversations in the console by what staff are told."""

import pytest

from segue.console.finding import words_of
from segue.times import MINUTE
from tests.faults.shop import message, post
from tests.handlers.console_staff import KIM, as_staff, page_of
from tests.handlers.talks import NUMBER, known, the_one, wrote

CARD = "990-0731"


@pytest.fixture
def kim(world):
    """Kim Żółć, with a card and an order, has written."""
    known(world)
    traits = {"name": "Kim Żółć", "loyalty_id": CARD}
    ordered = {"order_id": "1115", "total": 12.5, "currency": "EUR", "products": []}
    said = message(world, "track", "m8", userId="u1", event="Order Completed", properties=ordered)
    post(world, message(world, "identify", "m7", userId="u1", traits=traits), said)
    world.pass_time(MINUTE)
    wrote(world, "Where is my tent?", "i1")
    return page_of(as_staff(world, "ann"), KIM)


@pytest.mark.parametrize("typed", ["1115", "#1115", CARD, NUMBER, KIM, "kim zolc", "Zol", "KIM"])
def test_a_customer_is_found_by_order_card_number_address_and_name(amy, kim, typed):
    found = amy.get("/inbox").post("/people/find", {"q": typed})
    assert (found.status, found.at) == (303, f"/console{kim}")


def test_a_conversation_is_found_by_its_id(world, amy, kim):
    talk = the_one(world)["id"]
    assert amy.get("/inbox").post("/people/find", {"q": talk}).at == f"/console/inbox/{talk}"


def test_nobody_of_a_name_is_said_with_where_it_was_looked_for(amy, kim):
    found = amy.get("/inbox").post("/people/find", {"q": "Nobody Here"})
    assert found.reads("Names are looked for among those who have written lately.")


def test_a_marketer_finds_nobody_by_name(world, kim):
    found = as_staff(world, "max").get("/people").post("/people/find", {"q": "Kim"})
    assert (found.status, found.reads("Nobody by that name yet")) == (200, True)


def test_words_are_compared_without_case_and_accents():
    assert words_of("Björn O'Neill-ŻÓŁĆ") == ["bjorn", "o", "neill", "zolc"]


def test_a_customers_page_leads_to_the_conversations_for_those_who_serve(world, amy, kim):
    talk = f"/inbox/{the_one(world)['id']}"
    assert talk in amy.get(kim).body
    assert talk not in as_staff(world, "max").get(kim).body
