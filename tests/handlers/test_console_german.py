"""The console in German: what a page says of people, in the language that the browser asks for or that was chosen."""

import re

import pytest

from segue.console.customers import timelines
from segue.times import MINUTE
from tests.faults.shop import identified, message, post, reported
from tests.handlers.browser import Browser
from tests.handlers.staff_requests import KIM, Api, person

GERMAN = {"accept-language": "de-AT, en;q=0.5"}
TURN = {"author": "customer", "text": "Where is my parcel?", "channel": "whatsapp", "conversation_id": "t1"}


@pytest.fixture
def kim(world):
    """The way to the page of a customer who wrote three times."""
    post(world, identified(world, "m1", "u1", "kim@shop.test"))
    for name in ("t1", "t2", "t3"):
        world.pass_time(MINUTE)
        reported(world, message(world, "track", name, userId="u1", event="Conversation Turn", properties=TURN))
    return f"/people/{person(Api(world), KIM)['id']}"


def test_a_persons_page_is_told_in_the_language_of_the_browser(ann, kim):
    page = ann.get(kim, **GERMAN)
    assert 'lang="de"' in page.body
    for words in ("Noch keine Nachrichten", "Wer das ist", "Der Kunde hat geschrieben", "Where is my parcel?", "Heute"):
        assert page.reads(words)
    assert not page.reads("No messages yet")


def test_a_language_that_was_chosen_stays(ann, kim):
    assert ann.get(kim).post("/language", {"language": "de", "back": kim}).at == f"/console{kim}"
    assert ann.get(kim).reads("Wer das ist")
    assert ann.get("/live").reads("Was Kunden tun")


def test_a_language_is_chosen_at_the_door_too(ann):
    outside = Browser(ann.world, ann.cognito)
    assert outside.get("/sign-in").post("/language", {"language": "de", "back": "/sign-in"}).at == "/console/sign-in"
    assert outside.get("/sign-in").reads("Anmelden")
    assert outside.post("/language", {"language": "xx", "back": ""}).status == 400


def test_a_days_heading_is_not_told_again_in_the_older_part_of_a_timeline(ann, kim, monkeypatch):
    monkeypatch.setattr(timelines, "PAGE", 2)
    first = ann.get(kim, **GERMAN)
    older = first.find(r'hx-get="/console([^"]+/timeline\?[^"]+)"')
    assert (first.body.count('class="day"'), ann.get(older, **GERMAN).body.count('class="day"')) == (1, 0)
    assert re.search('class="moment ', ann.body)


def test_the_door_and_what_goes_wrong_are_told_in_german(ann):
    assert ann.get("/nowhere", **GERMAN).reads("Hier ist nichts")
    outside = Browser(ann.world, ann.cognito).get("/sign-in", **GERMAN)
    assert outside.reads("Für das Team, auf Einladung.")
    wrong = outside.post("/sign-in", {"username": "ann@shop.test", "password": "wrong"}, **GERMAN)
    assert wrong.reads("E-Mail-Adresse und Passwort passen nicht zusammen.")


def test_what_somebody_is_called_of_whom_nothing_is_known_has_no_initials(ann, world):
    post(world, message(world, "page", "p1", anonymousId="a1", name="Home"))
    world.pass_time(MINUTE)
    page = ann.get("/people", **GERMAN)
    assert page.reads("Unbekannter Besucher")
    assert ">UB<" not in page.body
