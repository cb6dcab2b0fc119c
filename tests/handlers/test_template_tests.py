"""Tests of templates on telephones: to a number that is said or to somebody who has one, and nothing of it counts."""

import json
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE
from segue.wiring.people import profiles
from tests.faults.endings import rows
from tests.faults.shop import identified, message, post, put_in_force
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files
from tests.handlers.test_text_messages import NUMBER, by_sms

NOTE = "/templates/note"
STOP = {"channel": "sms", "purpose": "marketing", "granted": False, "phone": NUMBER}


@pytest.fixture
def browser(monkeypatch):
    """Max, a marketer, of a shop that writes to telephones; Kim has one."""
    with staffed(monkeypatch, by_sms()) as world:
        monkeypatch.setenv("SMS_FROM", "Shop")
        post(world, identified(world, "m1", "u1", "kim@shop.test"))
        post(world, message(world, "identify", "m2", userId="u1", traits={"phone": NUMBER}))
        world.pass_time(MINUTE)
        yield as_staff(world, "max")


def asked(browser: Any, **said: Any) -> tuple[int, Any]:
    """The API asked for a test by text message."""
    found = Api(browser.world, "marketer", "playbook").post("/v1/templates/note/test", {"channel": "sms", **said})
    browser.world.pass_time(MINUTE)
    return found


def carried(browser: Any) -> list[tuple[str, str]]:
    return [(one.to, one.request["Message"]) for one in browser.world.region.mailbox.mails]


def test_a_test_goes_to_the_number_that_is_said(browser):
    status, told = asked(browser, to="+49 152 28817386")
    assert (status, told["to"]) == (202, NUMBER)
    ((to, text),) = carried(browser)
    assert (to, text.startswith("[Test] Your")) == (NUMBER, True)
    assert rows(browser.world, "Messages") == []


def test_a_test_goes_to_somebody_who_has_a_number_and_says_no_number(browser):
    status, told = asked(browser, to_who={"type": "user_id", "value": "u1"})
    assert (status, NUMBER in json.dumps(told)) == (202, False)
    assert [to for to, _ in carried(browser)] == [NUMBER]


@pytest.mark.parametrize("said", [{"to": NUMBER}, {"to_who": {"type": "user_id", "value": "u1"}}])
def test_who_said_no_gets_no_test(browser, said):
    post(browser.world, message(browser.world, "track", "m3", userId="u1", event="Consent Updated", properties=STOP))
    browser.world.pass_time(MINUTE)
    status, told = asked(browser, **said)
    assert (status, "opted out" in told["detail"], carried(browser)) == (400, True, [])


def test_what_becomes_of_a_test_counts_for_nobody(browser):
    _, told = asked(browser, to=NUMBER)
    report = {"message_id": told["id"], "phone": NUMBER}
    delivered = message(browser.world, "track", "m4", userId="u1", event="SMS Delivered", properties=report)
    real = message(browser.world, "track", "m5", userId="u1", event="SMS Sent", properties={"phone": NUMBER})
    post(browser.world, delivered, real)
    browser.world.pass_time(MINUTE)
    with browser.world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
    assert person
    kinds = {name for day in person.whole["engagement"]["d"].values() for name in day}
    assert {one for one in kinds if one.startswith("sms")} == {"sms.sent"}


def test_the_console_asks_where_to_and_sends_it(browser):
    page = browser.get(f"{NOTE}?channel=sms")
    assert (page.status, page.reads("A test to")) == (200, True)
    at = browser.post(NOTE, {"do": "test", "channel": "sms", "to": NUMBER}).at.removeprefix("/console")
    assert NUMBER not in at
    assert browser.get(at).reads("On its way, marked as a test.")
    browser.world.pass_time(MINUTE)
    assert [to for to, _ in carried(browser)] == [NUMBER]


@pytest.mark.parametrize(("typed", "sent"), [("kim@shop.test", [NUMBER]), ("nobody@shop.test", []), ("", [])])
def test_the_console_takes_whose_telephone_it_is(browser, typed, sent):
    browser.get(f"{NOTE}?channel=sms")
    page = browser.post(NOTE, {"do": "test", "channel": "sms", "to": typed})
    browser.world.pass_time(MINUTE)
    assert ([to for to, _ in carried(browser)], bool(sent) or page.reads("with its country")) == (sent, True)


def test_what_nobody_reads_on_a_telephone_says_so_in_place_of_the_form(browser):
    files = starter_files() | {"templates/note.yaml": "inapp: {title: Hello, body: Kim}\n"}
    put_in_force(browser.world, files)
    page = browser.get(NOTE)
    assert (page.status, page.reads("No test: nobody carries a message on the site")) == (200, True)
    assert "Send a test" not in page.body


def test_the_phone_shows_what_is_read_and_not_how_long_it_stands(browser):
    put_in_force(browser.world, starter_files() | {"templates/note.yaml": "inapp: {title: Hi, body: Kim, until: 7d}\n"})
    bubble = browser.get(NOTE).body.partition("proof-bubble")[2]
    assert ("Kim" in bubble, "7d" in bubble) == (True, False)
