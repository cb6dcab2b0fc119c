"""One customer on five channels is one conversation, with one card, and marketing paused while it is open."""

import json

import pytest

from segue.times import DAY, HOUR, MINUTE, to_text
from segue_tools.places import ROOT
from tests.faults.shop import identified, message, ordered, post
from tests.handlers.chats import anonymous
from tests.handlers.mails_in import mailed
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, whole_starter
from tests.handlers.talks import KIM, NUMBER, desk, listed, whole
from tests.handlers.test_recognizing import flow


@pytest.fixture
def world():
    """The whole starter in force; Kim has an account, a browser that was signed in once, and an order."""
    with started(whole_starter()) as made:
        post(made, identified(made, "m1", "u1", KIM, anonymousId="a1"))
        post(made, message(made, "identify", "m2", userId="u1", traits={"phone": NUMBER, "locale": "en"}))
        post(made, ordered(made, "m3", userId="u1"))
        made.pass_time(MINUTE)
        yield made


def told(world) -> str:
    """Kim chats without signing in, goes on by mail, and calls; the id of the conversation."""
    guest = anonymous(world).open(locale="en")
    guest.say(form={"order": "o-m3"})
    world.pass_time(1000)
    guest.say("My tent has arrived torn.")
    world.pass_time(MINUTE)
    guest.ask("POST", f"/v1/chat/{guest.chat['id']}/move", {"channel": "email", "address": KIM}, guest.chat["token"])
    world.pass_time(HOUR)
    mailed(world, "The tear is at the left seam.", "m1@else", Subject="Re: our conversation")
    caller = world.lambdas.invoke("recognize_caller", flow())
    world.pass_time(MINUTE)
    ended, contact = json.loads((ROOT / "events" / "receive_phone.json").read_text()), "contact-1"
    ended["detail"] |= {"eventType": "DISCONNECTED", "contactId": contact, "initialContactId": contact}
    ended["detail"] |= dict.fromkeys(("initiationTimestamp", "disconnectTimestamp"), to_text(world.clock))
    world.hand_over("receive_phone", ended | {"time": to_text(world.clock)})
    world.pass_time(MINUTE)
    (one,) = listed(world)
    assert (caller["conversation"], caller["first_name"]) == (one["id"], "Kim")
    return one["id"]


def open_cases(world) -> list:
    """What keeps marketing back."""
    person = Api(world).post("/v1/people/find", {"type": "user_id", "value": "u1"})[1]
    return person["facets"]["support"]["open"]


def test_all_of_it_is_one_conversation_with_one_card(world):
    talk = whole(world, told(world))
    said = [(one["channel"], one["kind"]) for one in talk["turns"] if one["author"] == "customer"]
    assert said == [("chat", "form"), ("chat", "said"), ("email", "said"), ("phone", "call")]
    assert (talk["card"]["order"]["id"], talk["known"]["order"]) == ("o-m3", "o-m3")
    assert "torn" in talk["card"]["problem"]
    assert open_cases(world) != []


def test_the_end_ends_the_pause_and_asks_once(world):
    where = f"/v1/conversations/{told(world)}"
    desk(world).post(f"{where}/turns", {"text": "A new one is on its way.", "channel": "sms"})
    world.pass_time(MINUTE)
    assert desk(world).post(f"{where}/resolve", {})[0] == 200
    world.pass_time(DAY)
    talk = whole(world, where.rpartition("/")[2])
    mails = [one for one in world.region.mailbox.mails if "How easy" in str(one.request)]
    asked = [one for one in talk["turns"] if one["kind"] == "ask"]
    assert (talk["state"], len(mails) + len(asked)) == ("resolved", 1)
    assert open_cases(world) == []
