"""The plan of the demo's day: same seed, same day; every story; and sums that follow from the acts alone."""

import base64
import hashlib
import hmac
import json
from collections import Counter
from datetime import datetime
from random import Random

import pytest

from segue_tools.demo import web
from segue_tools.demo.acts import Act
from segue_tools.demo.clock import Clock, time_of_day
from segue_tools.demo.expectations import expected
from segue_tools.demo.goods import products
from segue_tools.demo.plan import plan
from segue_tools.demo.requests import Doors
from segue_tools.demo.shoppers import shopper
from segue_tools.demo.stories import APART, LONGEST, STORIES, Scene

DAY = plan(seed=7, customers=40, run="d1")
CLOCK = Clock(start=1_800_000_000, speed=240)
DOORS = Doors("http://in", "wk", "http://shop/", "http://shopify", "s3", "http://ses", "s4")
ENDS = {  # story: (carts left, orders, reminders)
    "browses": (0, 0, 0),
    "buys": (0, 1, 0),
    "buys_as_guest": (0, 1, 0),
    "leaves_a_cart": (1, 0, 1),
    "leaves_the_checkout": (1, 0, 1),
    "leaves_unknown": (1, 0, 0),
    "buys_on_the_other_device": (0, 1, 0),
    "leaves_on_two_devices": (1, 0, 1),
    "buys_at_shopify": (0, 1, 0),
    "buys_at_shopify_as_guest": (0, 1, 0),
    "leaves_at_shopify": (1, 0, 1),
    "buys_elsewhere": (0, 1, 0),
}


def told(story, seed=3):
    who = shopper(0, "d1", Random(seed))
    return who, tuple(story(Scene(who, Random(seed), Random(seed))))


def test_the_same_seed_is_the_same_day():
    again = plan(seed=7, customers=40, run="d1")
    assert [(one.due, one.fate, one.acts) for one in again.deliveries] == [
        (one.due, one.fate, one.acts) for one in DAY.deliveries
    ]


def test_another_run_shares_no_id_and_another_seed_no_day():
    other, later = plan(7, 40, "d2"), plan(8, 40, "d1")
    known = {one for part in DAY.parts for one in part.expected.identifiers}
    assert not known & {one for part in other.parts for one in part.expected.identifiers}
    assert [one.due for one in other.deliveries] == [one.due for one in DAY.deliveries]
    assert [one.due for one in later.deliveries] != [one.due for one in DAY.deliveries]


def test_every_story_is_told():
    assert {part.story for part in DAY.parts} == {story.__name__ for story in STORIES} == set(ENDS)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_ends_as_it_is_meant_to(story, seed):
    ending = expected(*told(story, seed))
    assert (len(ending.carts), len(ending.orders), ending.mails) == ENDS[story.__name__]
    assert ending.events == len(told(story, seed)[1])


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_keeps_its_times(story, seed):
    acts = sorted(told(story, seed)[1], key=lambda act: act.minute)
    assert acts[-1].minute - acts[0].minute <= LONGEST
    added = [act.minute for act in acts if act.change == "add"]
    settled = {act.cart: act.minute for act in reversed(acts) if act.change in ("set", "order")}
    own = [act for act in acts if act.change == "add" and act.cart in settled]
    assert all(settled[act.cart] - act.minute >= APART for act in own)
    ordered = [act.minute for act in acts if act.change == "order"]
    assert all(when - max(added, default=0) >= APART for when in ordered if added)


def test_the_order_of_arrival_changes_no_expectation():
    for part in DAY.parts:
        shuffled = list(part.acts)
        Random(1).shuffle(shuffled)
        assert expected(part.who, shuffled).carts == expected(part.who, part.acts).carts


def test_nobody_is_two_people():
    owners = Counter(one for part in DAY.parts for one in part.expected.identifiers)
    assert set(owners.values()) == {1}


def test_some_requests_come_late_twice_unreadable_or_forged():
    day = plan(seed=1, customers=200, run="d1")
    fates = Counter(one.fate for one in day.deliveries)
    good = fates["on time"] + fates["late"]
    assert 0.03 < fates["again"] / good < 0.07
    assert 0.07 < fates["late"] / good < 0.13
    assert (fates["held"], fates["forged"]) == (3, 1)


def test_every_act_is_delivered_once_but_for_repeats():
    sent = Counter(web.message_id(act) for one in DAY.deliveries if one.fate != "again" for act in one.acts)
    assert set(sent.values()) == {1}
    assert len(sent) == sum(len(part.acts) for part in DAY.parts)


def test_a_repeat_differs_only_in_when_it_was_sent():
    repeated = next(one for one in DAY.deliveries if one.fate == "again" and one.acts[0].by)
    first, second = (json.loads(repeated.make(CLOCK, DOORS, sent).body) for sent in (1.0, 2.0))
    assert first.pop("sentAt") != second.pop("sentAt")
    assert first == second


def test_a_webhook_is_signed_over_its_bytes():
    hook = next(one for one in DAY.deliveries if one.acts and not one.acts[0].by).make(CLOCK, DOORS, 1.0)
    proof = hmac.new(b"s3", hook.body, hashlib.sha256).digest()
    assert hook.headers["X-Shopify-Hmac-Sha256"] == base64.b64encode(proof).decode()


def test_a_wrong_clock_is_wrong_in_both_times():
    one = next(one for one in DAY.deliveries if one.acts and one.acts[0].by and one.acts[0].by.skew)
    sent = CLOCK.moment(one.due)
    told = json.loads(one.make(CLOCK, DOORS, sent).body)
    shown, happened = (
        datetime.fromisoformat(text).timestamp() for text in (told["sentAt"], told["batch"][0]["timestamp"])
    )
    by = one.acts[0].by
    assert by
    assert shown - sent == pytest.approx(by.skew, abs=0.01)
    assert shown - happened == pytest.approx(sent - CLOCK.moment(one.acts[0].minute), abs=0.01)


def test_the_complainer_leaves_a_second_cart_which_earns_no_mail():
    (complainer,) = [part for part in DAY.parts if "Complaint" in part.habit]
    assert complainer.expected.mails == 2
    assert {act.who for act in DAY.encore} == {complainer.who}
    assert sum("Bounce" in part.habit for part in DAY.parts) == 1
    assert sum("Unsubscribe" in part.habit for part in DAY.parts) == 1


def test_an_order_closes_every_cart_and_what_comes_after_stays():
    who, product = shopper(0, "d1", Random(1)), products()[0]
    acts = [
        Act(1, "Product Added", who, cart="a", change="add", lines=((product, 1),)),
        Act(2, "orders/create", who, cart="z", change="order", order="1"),
        Act(3, "Product Added", who, cart="b", change="add", lines=((product, 2),)),
    ]
    assert expected(who, acts).carts == {"b": {product.name: 2}}


def test_a_crowd_is_played_no_faster_than_a_small_machine_answers():
    assert DAY.pace(240) == 240
    assert plan(1, 1000, "d1").pace(240) < 120


def test_the_shop_has_hours():
    assert [time_of_day(minute) for minute in (0, 90, 545)] == ["09:00", "10:30", "18:05"]
