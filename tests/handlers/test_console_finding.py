"""Finding customers and conversations in the console by what staff are told."""

import pytest

from segue.profile.names import words_of
from segue.times import DAY, MINUTE
from tests.faults.shop import identified, message, post
from tests.handlers.console_staff import KIM, LEE, as_staff, page_of, staffed
from tests.handlers.resumed import after
from tests.handlers.talks import NUMBER, desk, known, listed, the_one, wrote

CARD = "990-0731"


@pytest.fixture
def kim(world):
    """The page of Kim."""
    return page_of(as_staff(after(world, kim_wrote), "ann"), KIM)


def kim_wrote(world):
    """Kim Żółć, with a card and an order, has written."""
    known(world)
    traits = {"name": "Kim Żółć", "loyalty_id": CARD}
    ordered = {"order_id": "1115", "total": 12.5, "currency": "EUR", "products": []}
    said = message(world, "track", "m8", userId="u1", event="Order Completed", properties=ordered)
    post(world, message(world, "identify", "m7", userId="u1", traits=traits), said)
    world.pass_time(MINUTE)
    wrote(world, "Where is my tent?", "i1")


@pytest.mark.parametrize("typed", ["1115", "#1115", CARD, NUMBER, KIM, "kim zolc", "Zol", "KIM"])
def test_a_customer_is_found_by_order_card_number_address_and_name(amy, kim, typed):
    found = amy.get("/inbox").post("/people/find", {"q": typed})
    assert (found.status, found.at) == (303, f"/console{kim}")


@pytest.mark.parametrize("typed", ["ada", "king ada", "queen"])
def test_a_customer_is_found_by_first_and_last_name_beside_the_whole_one(world, amy, kim, typed):
    traits = {"firstName": "Ada", "lastName": "King", "name": "The Queen"}
    post(world, message(world, "identify", "m9", userId="u1", traits=traits))
    world.pass_time(MINUTE)
    assert amy.get("/people").post("/people/find", {"q": typed}).at == f"/console{kim}"
    assert amy.get(kim).reads("Ada King")


def test_a_conversation_is_found_by_its_id(world, amy, kim):
    talk = the_one(world)["id"]
    assert amy.get("/inbox").post("/people/find", {"q": talk}).at == f"/console/inbox/{talk}"


def test_nobody_found_is_told_what_it_was_looked_for_as_and_how_to_ask_otherwise(amy, kim):
    found = amy.get("/inbox").post("/people/find", {"q": "0151 9999999"})
    assert found.reads("a phone number (01519999999)")
    assert found.reads("and among those who have written lately by name, order, last digits and words")
    assert found.reads("An order number: all of it.")


def test_a_marketer_finds_nobody_by_the_beginning_of_a_name(world, kim):
    found = as_staff(world, "max").get("/people").post("/people/find", {"q": "Ki"})
    assert found.reads("Nothing leads to “Ki”")
    assert not found.reads("written lately")


def from_inbox(browser, typed):
    """What somebody finds by the box of the inbox."""
    box = browser.get("/inbox").find(r'<input type="hidden" name="from" value="([^"]+)"')
    return browser.post("/people/find", {"q": typed, "from": box})


def test_from_the_inbox_a_customer_of_one_conversation_is_that_conversation(world, amy, kim):
    assert from_inbox(amy, "kim zolc").at == f"/console/inbox/{the_one(world)['id']}"


def test_from_the_inbox_several_conversations_are_a_choice_that_opens_them(world, amy, kim):
    desk(world).post(f"/v1/conversations/{the_one(world)['id']}/resolve", {})
    world.pass_time(30 * DAY)
    wrote(world, "And my boots?", "i2")
    ids = [the_one(world)["id"], *(one["id"] for one in listed(world, "?state=resolved"))]
    assert len(ids) == 2
    found = from_inbox(amy, NUMBER)
    assert (found.status, found.reads("1 person found")) == (200, True)
    assert all(f'href="/console/inbox/{one}"' in found.body for one in ids)
    assert f'href="/console{kim}"' in found.body
    assert found.find(r'class="person-row" href="([^"]+)"') in {f"/console/inbox/{one}" for one in ids}


def test_lists_of_conversations_say_how_long_the_customer_waits_whatever_was_done_since(world, amy, kim):
    old = the_one(world)["id"]
    desk(world).post(f"/v1/conversations/{old}/resolve", {})
    world.pass_time(30 * DAY)
    wrote(world, "And my boots?", "i2")
    new = the_one(world)["id"]
    world.pass_time(DAY)
    assert desk(world).ask("PUT", f"/v1/conversations/{new}/tags", '{"tags": ["boots"]}')[0] == 200
    waits = amy.get("/inbox").find(r"(late by [^<]+|waits [^<]+)</span>")
    for page in (from_inbox(amy, NUMBER), amy.get(kim), amy.get(f"/inbox/{old}")):
        assert f">{waits}</span>" in page.body
    assert not amy.get(f"/inbox/{old}").reads("To answer · just now")


def test_from_the_inbox_whoever_never_wrote_is_their_page(world, amy, kim):
    post(world, identified(world, "m9", "u2", LEE))
    world.pass_time(MINUTE)
    assert from_inbox(amy, LEE).at.startswith("/console/people/")


@pytest.mark.parametrize("typed", ["#fo-77 b", "FO-77B", "fo-77b"])
def test_an_order_is_found_however_its_number_is_typed(world, amy, kim, typed):
    ordered = {"order_id": "FO-77B", "total": 12.5, "currency": "EUR", "products": []}
    post(world, message(world, "track", "m9", userId="u1", event="Order Completed", properties=ordered))
    world.pass_time(MINUTE)
    assert amy.get("/people").post("/people/find", {"q": typed}).at == f"/console{kim}"


@pytest.mark.parametrize(
    "typed",
    ["TL MX24HEYG", "tlmx24heyg", "order TL-MX24HEYG", "Bestellung: tl-mx24heyg", "# TL MX24 HEYG", "TL/MX24HEYG"],
)
def test_of_who_wrote_lately_an_order_is_found_whatever_stands_between_and_before(world, amy, kim, typed):
    ordered = {"order_id": "TL-MX24HEYG", "total": 12.5, "currency": "EUR", "products": []}
    post(world, message(world, "track", "m9", userId="u1", event="Order Completed", properties=ordered))
    world.pass_time(MINUTE)
    assert amy.get("/people").post("/people/find", {"q": typed}).at == f"/console{kim}"


@pytest.mark.parametrize("typed", ["order FO-77B", "Bestellung Nr. fo-77b", "order no: #FO 77B", "FO 77B"])
def test_whoever_never_wrote_is_found_by_an_order_with_a_word_before_it(world, amy, typed):
    known(world)
    ordered = {"order_id": "FO-77B", "total": 12.5, "currency": "EUR", "products": []}
    post(world, message(world, "track", "m9", userId="u1", event="Order Completed", properties=ordered))
    world.pass_time(MINUTE)
    assert amy.get("/people").post("/people/find", {"q": typed}).at.startswith("/console/people/")


def test_what_was_typed_stays_in_the_box_where_nobody_is_found(amy, kim):
    found = amy.get("/inbox").post("/people/find", {"q": "nobody & co"})
    assert found.find(r'id="find-big"[^>]* value="([^"]*)"') == "nobody & co"


@pytest.mark.parametrize("typed", ["01522 8817386", "0049 1522-8817386", "(+49) 1522/8817386", "817386"])
def test_a_number_is_found_in_any_notation_and_of_who_wrote_lately_by_its_end(amy, kim, typed):
    assert amy.get("/people").post("/people/find", {"q": typed}).at == f"/console{kim}"


def test_a_number_without_a_country_is_of_the_shops(monkeypatch, world, amy):
    shop = {"policies/shop.yaml": "zone: Europe/Berlin"}
    with staffed(monkeypatch, shop) as there:
        known(there)
        amy = as_staff(there, "amy")
        assert amy.get("/people").post("/people/find", {"q": "01522 8817386"}).at.startswith("/console/people/")


def test_a_number_that_only_a_conversation_knows_leads_to_it(world, amy, kim):
    talk = the_one(world)["id"]
    moved = desk(world).post(f"/v1/conversations/{talk}/move", {"channel": "sms", "address": "+491701234567"})
    assert moved[0] == 201, moved
    for typed in ("+49 170 1234567", "234567"):
        assert from_inbox(amy, typed).at == f"/console/inbox/{talk}"


def test_words_are_compared_without_case_and_accents():
    assert words_of("Björn O'Neill-ŻÓŁĆ") == ["bjorn", "o", "neill", "zolc"]


def test_a_customers_page_leads_to_the_conversations_for_those_who_serve(world, amy, kim):
    talk = f"/inbox/{the_one(world)['id']}"
    assert talk in amy.get(kim).body
    assert talk not in as_staff(world, "max").get(kim).body


@pytest.mark.parametrize("typed", ["tent", "where TENT", "Track order", "tents pole"])
def test_a_conversation_of_late_is_found_by_its_last_words_and_its_topic(world, amy, kim, typed):
    found = from_inbox(amy, typed)
    assert found.status == (200 if "pole" in typed else 303)
    if found.status == 303:
        assert found.at == f"/console/inbox/{the_one(world)['id']}"
