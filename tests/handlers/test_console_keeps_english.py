"""What is kept while somebody reads the console in another language is in English, or in that person's own words."""

import pytest

from segue.languages import texts
from segue.times import HOUR, MINUTE
from tests.faults.shop import identified, post
from tests.handlers import kept
from tests.handlers.console_staff import KIM, as_staff, merged, page_of, staffed, two_customers
from tests.handlers.starter import whole_starter
from tests.handlers.talks import known, the_one, wrote
from tests.handlers.test_console_cases import asked, did
from tests.handlers.test_console_inbox import fields
from tests.handlers.test_console_languages import Marked
from tests.handlers.test_console_message_whys import WHY
from tests.handlers.test_held_messages import LATER, hours

MARK = "⟦"  # begins whatever is told in the marked language


@pytest.fixture(autouse=True)
def german(monkeypatch):
    """A German of which every text is marked."""
    marked = Marked()
    monkeypatch.setattr(texts, "catalogue", lambda _code: marked)


@pytest.fixture
def shop(monkeypatch):
    """Kim and Lee have left their carts; mails wait until the morning."""
    with staffed(monkeypatch, hours(LATER)) as made:
        yield two_customers(made)


@pytest.fixture
def whole_shop(monkeypatch):
    with staffed(monkeypatch, whole_starter()) as made:
        post(made, identified(made, "m1", "u1", KIM))
        made.pass_time(MINUTE)
        yield made


def reader(world, name):
    """Somebody who reads the marked language."""
    browser = as_staff(world, name)
    browser.cookies["segue_language"] = "de"
    return browser


def told(world):
    """What is kept in the language of who looked."""
    world.pass_time(MINUTE)
    return [one for one in kept.texts(world) if MARK in one or "\\u27e6" in one]


def test_what_is_told_is_marked_and_would_be_found(world):
    page = reader(world, "ann").get("/keys").post("/keys", {"name": f"{MARK}Web", "kind": "browser", "origins": ""})
    assert MARK in page.body
    assert told(world)


def test_a_message_that_is_stopped(shop):
    shop.pass_time(4 * HOUR)
    amy = reader(shop, "amy")
    at = amy.get(page_of(amy, KIM)).find(WHY)
    assert amy.get(at).post(f"{at}/stop", {"reason": "She called."}).status == 303
    assert MARK in amy.get(at).body
    assert told(shop) == []


def test_a_case_that_is_refused_and_what_went_wrong_before(whole_shop):
    pia = reader(whole_shop, "pia")
    path = asked(pia, "access", reason=pia.get("/requests").find(r'id="reason" name="reason" value="([^"]*)"'))
    assert did(pia, path, "verification").status == 200
    assert f"{MARK}this is not the code" in pia.post(f"{path}/verification", {"occasion": "x", "code": "000000"}).body
    assert did(pia, path, "refusal", reason="Nobody of that name.").status == 200
    assert f"{MARK}asked for by the customer" in pia.get(path).body
    assert told(whole_shop) == []


def test_a_key_that_is_made_and_one_that_is_refused(world):
    ann, asked_for = reader(world, "ann"), {"name": "Web shop", "kind": "browser"}
    refused = ann.get("/keys").post("/keys", {**asked_for, "origins": "shop.example/path"})
    assert f"{MARK}An origin is written as" in refused.body or f"{MARK}an origin is written as" in refused.body
    occasion = ann.get("/keys").find(r'name="occasion" value="([^"]+)"')
    assert ann.post("/keys", {**asked_for, "origins": "https://shop.example", "occasion": occasion}).status == 200
    assert told(world) == []


def test_two_who_are_made_one(shop):
    ann = reader(shop, "ann")
    assert merged(ann).status == 303
    assert told(shop) == []


def test_somebody_who_is_erased_for_the_usual_reason(shop):
    pia = reader(shop, "pia")
    reason = pia.get("/privacy").find(r'id="reason" name="reason" value="([^"]*)"')
    assert reason.startswith(MARK)
    found = pia.post("/privacy", {"sought": KIM, "reason": reason})
    begun = {name: found.find(rf'name="{name}" value="([^"]+)"') for name in ("occasion", "person", "reason")}
    assert found.post("/privacy/erase", begun).status == 303
    shop.pass_time(HOUR)
    assert told(shop) == []


def test_a_channel_that_is_paused_and_a_broadcast_that_is_refused(world):
    max_ = reader(world, "max")
    said = {"scope": "channel/email", "purpose": "marketing", "reason": "Wrong prices."}
    assert max_.get("/sending").post("/sending/pause", said).status == 303
    assert max_.get("/broadcasts/new").post("/broadcasts/new", {"name": "News", "do": "make"}).status == 422
    assert told(world) == []


def test_a_conversation_that_is_taken_answered_and_resolved(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    amy, path = reader(world, "amy"), f"/inbox/{the_one(world)['id']}"
    empty = amy.get(path).post(f"{path}/say", fields(amy, text=" "))
    assert empty.status == 422
    assert MARK in empty.body
    for act, given in (("assign", {"to": "me"}), ("say", {"text": "On its way."}), ("resolve", {})):
        assert amy.get(path).post(f"{path}/{act}", fields(amy, **given)).status == 303, act
    assert told(world) == []
