"""A chat goes on elsewhere: by mail and by telephone, and not to where somebody else would read it."""

import json

from segue.times import HOUR, MINUTE
from tests.faults.cloud.playbooks import files
from tests.faults.shop import identified, post, put_in_force
from tests.handlers.chats import anonymous, signed_in
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.mails_in import mailed
from tests.handlers.starter_plays import kim
from tests.handlers.talks import desk, heads, listed, texts, the_one


def led(guest, action, **body):
    """What the chat is asked for besides words."""
    return guest.ask("POST", f"/v1/chat/{guest.chat['id']}/{action}", body, guest.chat["token"])


def test_a_chat_goes_on_by_mail_once_and_what_is_answered_there_is_in_it(world):
    guest = anonymous(world).open()
    guest.say("Where is my tent?")
    assert (led(guest, "move", channel="email", address="Kim@Else.test")["status"]) == 503  # nobody is known yet
    world.pass_time(MINUTE)
    for _ in range(2):
        assert led(guest, "move", channel="email", address="Kim@Else.test") == {"channel": "email"}
        world.pass_time(MINUTE)
    assert [one.to for one in world.region.mailbox.mails] == ["kim@else.test"]
    mailed(world, "From the train", "m1@else", "kim@else.test", Subject="Hello")
    assert (len(listed(world)), texts(the_one(world))[-1]) == (1, "From the train")
    assert [one["author"] for one in guest.open().chat["turns"]] == ["customer", "system"]


def test_whoever_has_no_name_is_called_by_the_address_that_was_given(monkeypatch):
    with staffed(monkeypatch) as shop:
        guest = anonymous(shop).open()
        guest.say("Where is my tent?")
        shop.pass_time(MINUTE)
        amy = as_staff(shop, "amy")
        assert amy.get("/inbox").reads("Unknown visitor")
        led(guest, "move", channel="email", address="kim@else.test")
        shop.pass_time(MINUTE)
        for page in ("/inbox", f"/inbox/{the_one(shop)['id']}"):
            assert amy.get(page).reads("kim@else.test")
            assert not amy.reads("Unknown visitor")
        assert amy.reads("kim@else.test, not signed in here")


def test_whoever_has_no_name_is_told_from_others_by_the_end_of_their_id(monkeypatch):
    with staffed(monkeypatch) as shop:
        anonymous(shop).open().say("Where is my tent?")
        shop.pass_time(MINUTE)
        amy, talk = as_staff(shop, "amy"), the_one(shop)
        told = f'Unknown visitor</span> <span class="muted mono tiny-text">{talk["person"][-5:]}</span>'
        assert told in amy.get("/inbox").body
        assert f'tiny-text">{talk["person"][-5:]}</span></h1>' in amy.get(f"/people/{talk['person']}").body
        german = amy.get("/inbox", **{"accept-language": "de"}).body
        assert f'Unbekannter Besucher</span> <span class="muted mono tiny-text">{talk["person"][-5:]}' in german


def test_nothing_goes_elsewhere_before_anything_was_said(world):
    guest = anonymous(world).open()
    assert (led(guest, "move", channel="email", address="k@else.test")["type"][-12:], guest.status) == (
        "nothing-said",
        404,
    )
    guest.say("Hello")
    world.pass_time(MINUTE)
    assert led(guest, "move", channel="email")["type"].endswith("no-address")
    assert led(guest, "move", channel="email", address="kim")["type"].endswith("bad-address")
    assert led(guest, "move", channel=7)["type"].endswith("bad-json")


def test_who_is_not_proven_leads_nobody_else_s_conversation_away(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test", anonymousId="a1"))
    world.pass_time(MINUTE)
    own = signed_in(world, "u1").open()
    own.say("Kim's own")
    guest = anonymous(world, "a1").open()
    guest.say("Hello")
    assert len(listed(world)) == 1
    assert (led(guest, "move", channel="email", address="x@else.test")["type"][-7:], guest.status) == ("sign-in", 403)
    assert (led(guest, "code")["type"][-7:], guest.status) == ("sign-in", 403)
    assert led(own, "move", channel="email") == {"channel": "email"}
    world.pass_time(MINUTE)
    assert [one.to for one in world.region.mailbox.mails] == ["kim@shop.test"]


def test_why_it_goes_on_nowhere_is_known_before_anybody_asks(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test", anonymousId="a1"))
    world.pass_time(MINUTE)
    own = signed_in(world, "u1").open()
    own.say("Kim's own")
    assert (own.new()["stays"], own.open().chat["stays"]) == ("", "")
    guest = anonymous(world, "a1").open()
    guest.say("Hello")
    assert (guest.new()["stays"], guest.open().chat["stays"]) == ("sign-in", "sign-in")
    mark = own.open().chat["mark"]
    mailed(world, "And by mail", "m1@shop", "kim@shop.test", Subject="Hello")
    world.pass_time(MINUTE)
    assert (own.new(mark)["stays"], own.open().chat["stays"]) == ("others-wrote", "others-wrote")
    assert led(own, "code")["type"].endswith("others-wrote")


def test_six_digits_lead_the_agent_to_the_chat(world):
    guest = anonymous(world).open()
    guest.say("Where is my tent?")
    code = led(guest, "code")["code"]
    status, found = desk(world).post("/v1/conversations/code", {"code": code})
    assert (status, found["id"]) == (200, heads(world)[0].id)


def test_the_shop_says_what_is_asked_first_and_when_somebody_answers(world):
    hours = "hours: {zone: Europe/Berlin, days: {weekdays: '09:00-18:00'}}\nanswer_within: {chat: 10m}\n"
    asks = "chat: {ask: [{id: order}, {id: size, label: {en: Size, de: Größe}, required: true}]}\n"
    put_in_force(world, {**files(), "policies/conversations.yaml": hours + asks})
    world.pass_time(HOUR)
    told = anonymous(world).open(locale="de-AT").chat
    assert [one["label"] for one in told["ask"]] == ["Bestellnummer", "Größe"]
    assert (told["hours"]["open"], told["hours"]["minutes"], told["hours"]["opens"][11:16]) == (False, 10, "08:00")
    assert told["moves"] == ["email", "sms", "whatsapp"]


def test_nothing_of_the_staff_s_is_told(world):
    guest = anonymous(world).open()
    guest.say("Hello")
    world.pass_time(1)
    path = f"/v1/conversations/{the_one(world)['id']}"
    desk(world).post(f"{path}/turns", {"text": "Hi there"})
    desk(world).ask("PUT", f"{path}/draft", json.dumps({"text": "half an answer"}))
    told = json.dumps(guest.open().chat)
    assert "Hi there" in told
    assert "agent-1" not in told
    assert "half an answer" not in told


def test_the_question_how_easy_it_was_is_answered_by_a_button_of_the_chat():
    with kim() as play:
        guest = anonymous(play.world).open()
        guest.say("Where is my tent?")
        play.passes(MINUTE)
        desk(play.world).post(f"/v1/conversations/{the_one(play.world)['id']}/resolve", {})
        play.passes(2 * HOUR)
        asked = guest.open().chat["turns"][-1]
        assert (asked["kind"], [one["title"] for one in asked["choices"]]) == ("ask", list("1234567"))
        guest.say("6", choice=asked["choices"][5]["id"])
        assert (heads(play.world)[0].score, guest.open().chat["state"]) == (0, "resolved")
        play.passes(MINUTE)
        assert heads(play.world)[0].score == 6


def test_an_agent_is_told_that_the_customer_went_on_and_answers_there(world, monkeypatch):
    with staffed(monkeypatch) as shop:
        guest = anonymous(shop).open()
        guest.say("Where is my tent?")
        shop.pass_time(MINUTE)
        led(guest, "move", channel="email", address="kim@else.test")
        shop.pass_time(MINUTE)
        path = f"/inbox/{the_one(shop)['id']}"
        amy = as_staff(shop, "amy")
        assert amy.get(path).reads("The customer went on by e-mail")
        assert '<option value="email" selected' in amy.body
