"""What the tour says of each step before it is done, and what it makes of the people API's answers."""

from typing import get_args

import pytest

from segue.messages import State
from segue_tools.tour.looking import LOOKS
from segue_tools.tour.seen import Browser
from segue_tools.tour.talking import may_reply

LAPTOP, PHONE = Browser("v1", "cart_1"), Browser("v1", "cart_1", "v2", "cart_1")
CART = {"id": "cart_1", "open": True, "updated": "2026-11-30T10:00:00.000Z", "value": 5900, "currency": "EUR"}
LINE = {"quantity": 1, "name": "Lumen lantern"}
MAIL = {
    "id": "m_1",
    "journey": "abandoned-cart",
    "template": "abandoned-cart",
    "channel": "email",
    "subject": "Your lantern",
    "state": "sent",
    "considered": [{"text": "This channel was chosen."}],
    "created": "2026-11-30T10:00:00.000Z",
    "decided": "2026-11-30T10:00:01.500Z",
}


class Desk:
    """The people of a stack and its answers by path."""

    def __init__(self, people, **answers):
        self.people = people
        self.answers = answers

    def api(self):
        return self

    def find(self, _, value):
        return self.people.get(value)

    def get(self, path):
        return self.answers.get(path.partition("?")[0].rpartition("/")[2], {"items": []})


def someone(**more):
    facets = {"carts": [], "interests": {"features": []}}
    return {"id": "a_1", "identifiers": [], "facets": facets, "segments": [], "merged_from": [], **more}


@pytest.mark.parametrize("step", LOOKS)
def test_nobody_has_done_anything(step):
    seen = LOOKS[step](Desk({}), Browser(""))
    assert (seen.done, bool(seen.facts), seen.links) == (False, True, ())


@pytest.mark.parametrize("step", LOOKS)
def test_a_visitor_who_has_only_come_has_done_no_step(step):
    content = {"variant": "continue", "content": {"title": "Still packing?"}, "variants": []}
    seen = LOOKS[step](Desk({"v1": someone()}, **{"home-hero": content}), LAPTOP)
    assert not seen.done


def test_a_cart_is_told_once_the_segment_has_followed():
    filled = someone(facets={"carts": [{**CART, "items": [LINE]}]})
    assert not LOOKS["cart"](Desk({"v1": filled}), LAPTOP).done
    filled["segments"] = [{"id": "open-cart", "since": "2026-11-30T10:00:00.400Z"}]
    seen = LOOKS["cart"](Desk({"v1": filled}), LAPTOP)
    assert seen.done
    assert "1 × Lumen lantern: 59.00 EUR" in seen.facts[0]
    assert "0.4 seconds after" in seen.facts[1]


@pytest.mark.parametrize(("state", "done"), [("pending", False), ("sent", True)])
def test_the_reminder_is_there_when_it_was_sent(state, done):
    seen = LOOKS["mail"](Desk({"v1": someone()}, messages={"items": [{**MAIL, "state": state}]}), LAPTOP)
    assert seen.done == done
    assert ("1.5 seconds later" in " ".join(seen.facts)) == done


def test_another_journey_s_message_is_no_reminder():
    other = {**MAIL, "journey": "welcome"}
    assert not LOOKS["mail"](Desk({"v1": someone()}, messages={"items": [other]}), LAPTOP).done


def test_the_same_cart_on_two_devices_is_still_two_people():
    viewed = {"items": [{"title": "Cart Viewed"}]}
    two = Desk({"v1": someone(), "v2": someone(id="a_2")}, timeline=viewed)
    seen = LOOKS["phone"](two, PHONE)
    assert seen.done
    assert "still two" in seen.facts[1]
    assert {"You on the laptop: a_1", "The phone: a_2"} <= set(seen.ids)
    assert not LOOKS["phone"](two, PHONE._replace(phone_cart="cart_2")).done
    assert not LOOKS["recognised"](two, PHONE).done


def test_one_person_on_two_devices_is_recognised():
    browsers = [{"type": "anonymous_id", "value": one} for one in ("v1", "v2")]
    one = someone(identifiers=browsers, merged_from=["a_2"])
    seen = LOOKS["recognised"](Desk({"v1": one, "v2": one}), PHONE)
    assert seen.done
    assert "2 browsers" in seen.facts[0]
    assert {"You: a_1", "The phone's browser: v2"} <= set(seen.ids)
    half = someone(identifiers=browsers[:1])
    assert not LOOKS["recognised"](Desk({"v1": half, "v2": one}), PHONE).done


def talking(*turns, **more):
    """The desk of somebody with one conversation of these turns, each (channel, author, detail)."""
    said = [dict(zip(("channel", "author", "detail"), one, strict=True)) for one in turns]
    talk = {"id": "c_1", "state": "open", "queue": "", "topic": "", "channels": ["chat", "email"], "turns": said}
    return Desk({"v1": someone()}, conversations={"items": [{"id": "c_1"}]}, c_1=talk | more)


ASKED, MAILED = ("chat", "customer", {}), ("email", "customer", {})
MOVED = ("email", "system", {"moved": "email"})


@pytest.mark.parametrize(
    ("turns", "ready", "done"),
    [
        ([ASKED], False, False),
        ([ASKED, MAILED], False, False),
        ([ASKED, ("sms", "system", {"moved": "sms"})], False, False),
        ([ASKED, MOVED], True, False),
        ([ASKED, MOVED, MAILED], True, True),
    ],
)
def test_the_channel_is_switched_when_the_chat_was_moved_and_the_customer_has_answered_by_mail(turns, ready, done):
    seen = LOOKS["switch"](talking(*turns), LAPTOP)
    assert (seen.ready, seen.done) == (ready, done)
    assert may_reply(talking(*turns), "v1") == ready


def test_one_conversation_is_told_by_its_channels_in_words():
    assert "chat, e-mail" in LOOKS["switch"](talking(ASKED, MOVED, MAILED), LAPTOP).facts[0].lower()


@pytest.mark.parametrize(("queue", "told"), [("", "It is open."), ("sms-help", "It is open, in the queue SMS help.")])
def test_a_conversation_in_no_queue_is_told_without_one(queue, told):
    assert LOOKS["support"](talking(ASKED, queue=queue), LAPTOP).facts[0].endswith(told)


def test_a_topic_is_told_by_its_label():
    assert "sorted as “Track order”." in LOOKS["support"](talking(ASKED, topic="track_order"), LAPTOP).facts[1]


def signed_in(*links):
    """The desk of somebody who has signed in on both devices, for these links (left, right, title)."""
    known = {"anonymous_id": "v1", "email": "ada@example.com", "user_id": "cus_1"}
    names = [*known.items(), ("anonymous_id", "v2")]
    ids = [{"type": kind, "value": value} for kind, value in names]
    one = someone(identifiers=ids, merged_from=["a_0"])
    ends = [{"type": kind, "value": value} for kind, value in (*known.items(), ("anonymous_id", "v2"))]
    found = [{"state": "joined", "left": ends[left], "right": ends[2], "title": title} for left, title in links]
    return Desk({"v1": one, "v2": one}, links={"items": found})


def test_a_customer_is_told_in_words_and_the_ids_stand_apart():
    seen = LOOKS["customer"](signed_in((0, "identify")), LAPTOP)
    told = " ".join(seen.facts)
    assert "Your browser and your account are now one person" in told
    assert "known by browser, e-mail and account." in told
    assert not [one for one in ("a_1", "a_0", "anonymous_id", "user_id", "cus_1") if one in told]
    assert {"a_0 became a_1", "user_id: cus_1"} <= set(seen.ids)


def test_being_recognised_repeats_nothing_of_becoming_a_customer():
    desk = signed_in((0, "identify"), (3, "identify"))
    first, then = LOOKS["customer"](desk, LAPTOP).facts, LOOKS["recognised"](desk, PHONE).facts
    assert len(first) == 3
    assert "Introduced themselves" in then[1]
    assert not set(first) & set(then)


@pytest.mark.parametrize("state", [one for one in get_args(State) if one != "sent"])
def test_a_reminder_on_its_way_is_told_in_words(state):
    seen = LOOKS["mail"](Desk({"v1": someone()}, messages={"items": [{**MAIL, "state": state}]}), LAPTOP)
    assert not seen.done
    assert state not in seen.facts[0]


@pytest.mark.parametrize(
    ("variant", "titles", "done"),
    [
        ("continue", ["Home", "Product Removed"], False),
        ("guide", ["Product Removed", "Home"], False),
        ("guide", ["Home"], False),
        ("guide", ["Product Viewed", "Home", "Product Removed", "Home"], True),
    ],
)
def test_the_banner_has_changed_for_who_comes_back_without_a_cart(variant, titles, done):
    why = {"facts": [{"text": "camping: 5 points"}]}
    weighed = [{"variant": "guide", "why": why}]
    shown = {"variant": variant, "content": {"title": "Pitching"}, "name": "Hero", "text": "First."}
    shown["variants"] = weighed
    answers = {"home-hero": shown, "timeline": {"items": [{"title": one} for one in titles]}}
    seen = LOOKS["banner"](Desk({"v1": someone()}, **answers), LAPTOP)
    assert seen.done == done
    assert ("What decided: camping: 5 points." in seen.facts) == done
