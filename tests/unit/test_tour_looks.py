"""What the tour says of each step before it is done, and what it makes of the people API's answers."""

import pytest

from segue_tools.tour.looking import LOOKS
from segue_tools.tour.seen import Browser

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
    assert not LOOKS["phone"](two, PHONE._replace(phone_cart="cart_2")).done
    assert not LOOKS["recognised"](two, PHONE).done


def test_one_person_on_two_devices_is_recognised():
    browsers = [{"type": "anonymous_id", "value": one} for one in ("v1", "v2")]
    one = someone(identifiers=browsers, merged_from=["a_2"])
    seen = LOOKS["recognised"](Desk({"v1": one, "v2": one}), PHONE)
    assert seen.done
    assert "2 browsers" in seen.facts[0]
    assert "a_2 became a_1" in seen.facts[1]
    half = someone(identifiers=browsers[:1])
    assert not LOOKS["recognised"](Desk({"v1": half, "v2": one}), PHONE).done


@pytest.mark.parametrize(("channel", "done"), [("chat", False), ("email", True)])
def test_the_channel_is_switched_when_the_customer_has_written_by_mail(channel, done):
    turns = [{"channel": "chat", "author": "customer"}, {"channel": channel, "author": "customer"}]
    talk = {"id": "c_1", "channels": ["chat", channel], "turns": turns}
    desk = Desk({"v1": someone()}, conversations={"items": [{"id": "c_1"}]}, c_1=talk)
    assert LOOKS["switch"](desk, LAPTOP).done == done


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
    shown = {
        "variant": variant,
        "content": {"title": "Pitching"},
        "name": "Hero",
        "text": "First.",
        "variants": weighed,
    }
    answers = {"home-hero": shown, "timeline": {"items": [{"title": one} for one in titles]}}
    seen = LOOKS["banner"](Desk({"v1": someone()}, **answers), LAPTOP)
    assert seen.done == done
    assert ("What decided: camping: 5 points." in seen.facts) == done
