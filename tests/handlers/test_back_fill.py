"""Changed segments are followed by a back-fill: everybody is looked at again, quietly, and it goes on where it was."""

import pytest

from segue import touring
from segue.aws import pages
from segue.times import HOUR, MINUTE, SECOND, to_text
from segue.wiring import back_fills
from tests.faults.endings import violations
from tests.faults.shop import added, identified, ordered, post, viewed
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import starter_files

BUYERS = "segments/buyers.yaml"
ORDERED = "name: Buyers\nwhen:\n  ordered: {at_least: 1}\n"
CARTS = "segments/open-cart.yaml"
ANY_CART = "name: Carts\nwhen:\n  not: {cart: open}\n"
GREET = """name: Greet
entry: {detail-type: [SegmentEntered], detail: {segment: [buyers]}}
steps:
  - send: {template: abandoned-cart, channel: email, purpose: marketing}
"""


@pytest.fixture
def shop(world):
    """Three people, one with a cart, one with an order; and all at rest."""
    post(world, identified(world, "m1", "u1", "u1@shop.test"), added(world, "m2", userId="u1"))
    post(world, identified(world, "m3", "u2", "u2@shop.test"), ordered(world, "m4", userId="u2"))
    post(world, identified(world, "m5", "u3", "u3@shop.test"))
    world.pass_time(MINUTE)
    return world


def applied(world, files, replace=False):
    """Puts files in force and answers what the API says."""
    status, found = Api(world, "marketer", "playbook").post("/v1/playbook/apply", {"files": files, "replace": replace})
    world.settle(world.clock)
    return status, found


def told(world, path="/v1/segments"):
    return Api(world, "marketer", "segments").get(path)[1]


def who(world, segment):
    """The members, by the customer's number."""
    names = {person(Api(world), {"type": "user_id", "value": one})["id"]: one for one in ("u1", "u2", "u3")}
    return sorted(names[one["person"]] for one in told(world, f"/v1/segments/{segment}/members")["items"])


def signals(world, segment):
    found = [one for one in world.region.bus.log if one["detail"].get("segment") == segment]
    return [(one["detail-type"], one["detail"].get("backfill", False)) for one in found]


def test_a_new_segment_has_its_members_within_a_minute(shop):
    assert applied(shop, {BUYERS: ORDERED})[0] == 200
    shop.pass_time(MINUTE)
    assert who(shop, "buyers") == ["u2"]
    assert signals(shop, "buyers") == [("SegmentEntered", True)]
    (fill,) = told(shop, "/v1/backfills")["items"]
    assert (fill["state"], fill["percent"], fill["people"], fill["segments"]) == ("done", 100, 3, ["buyers"])
    assert violations(shop) == []


def test_a_changed_segment_loses_and_gains_members_and_its_journey_writes_to_nobody(shop):
    applied(shop, {CARTS: ANY_CART})
    shop.pass_time(3 * HOUR)
    assert who(shop, "open-cart") == ["u2", "u3"]
    assert set(signals(shop, "open-cart")) == {
        ("SegmentEntered", False),
        ("SegmentEntered", True),
        ("SegmentExited", True),
    }
    assert [mail.to for mail in shop.region.mailbox.mails] == ["u1@shop.test"]  # whose cart is abandoned


def test_a_segment_that_goes_takes_its_members_along(shop):
    applied(shop, {CARTS: starter_files()[CARTS], BUYERS: ORDERED}, replace=True)
    shop.pass_time(MINUTE)
    applied(shop, {CARTS: starter_files()[CARTS]}, replace=True)
    shop.pass_time(MINUTE)
    assert signals(shop, "buyers")[-1] == ("SegmentExited", True)
    assert not [row for row in shop.table("Members").items() if row["pk"]["S"].startswith("buyers#") and "since" in row]
    assert violations(shop) == []


@pytest.mark.parametrize(("how", "messages"), [("quiet", 0), ("fire", 1)])
def test_a_back_fill_starts_a_journey_only_where_the_text_says_so(shop, how, messages):
    assert applied(shop, {BUYERS: f"{ORDERED}backfill: {how}\n", "journeys/greet.yaml": GREET})[0] == 200
    shop.pass_time(10 * MINUTE)
    assert len([*shop.table("Messages").items()]) == messages


@pytest.mark.parametrize(("event", "loud"), [(ordered, True), (viewed, False)])
def test_who_comes_in_between_enters_loudly_by_an_order_of_now_and_quietly_by_a_look(shop, monkeypatch, event, loud):
    monkeypatch.setattr(back_fills, "PAUSE", 10 * MINUTE)
    applied(shop, {BUYERS: ORDERED})
    shop.pass_time(10 * SECOND)
    post(shop, event(shop, "m9", userId="u1" if loud else "u2"))
    shop.pass_time(MINUTE)
    assert [one for one in signals(shop, "buyers") if not one[1]] == ([("SegmentEntered", False)] if loud else [])


def test_an_order_that_is_told_late_in_between_is_the_customer_s_doing_and_no_text_s(shop, monkeypatch):
    monkeypatch.setattr(back_fills, "PAUSE", 10 * MINUTE)
    placed = to_text(shop.clock)
    shop.pass_time(MINUTE)
    applied(shop, {BUYERS: ORDERED})
    shop.pass_time(10 * SECOND)
    post(shop, ordered(shop, "m9", userId="u1") | {"timestamp": placed})
    shop.pass_time(MINUTE)
    assert signals(shop, "buyers") == [("SegmentEntered", False)]


def buyers(shop):
    """How the segment of buyers is listed."""
    return next(one for one in told(shop)["items"] if one["id"] == "buyers")


def test_how_far_it_is_is_told_while_it_runs(shop, monkeypatch):
    monkeypatch.setattr(touring, "LASTS", 0)
    monkeypatch.setattr(pages, "PAGE", 1)
    applied(shop, {BUYERS: ORDERED})
    seen = []
    while (counting := buyers(shop)["counting"]) is not None:
        seen.append(counting)
        if not shop.step():
            shop.region.clock.advance(SECOND)
    assert seen == sorted(seen)
    assert {0, 50} <= set(seen) < set(range(101))
    assert who(shop, "buyers") == ["u2"]


def test_a_later_change_takes_over_what_is_not_ended(shop, monkeypatch):
    monkeypatch.setattr(touring, "LASTS", 0)
    applied(shop, {BUYERS: ORDERED})
    shop.pass_time(3 * SECOND)
    applied(shop, {CARTS: ANY_CART})
    shop.pass_time(5 * MINUTE)
    found = told(shop, "/v1/backfills")["items"]
    assert [(one["state"], one["segments"]) for one in found] == [
        ("done", ["buyers", "open-cart"]),
        ("superseded", ["buyers"]),
    ]
    assert (who(shop, "buyers"), who(shop, "open-cart")) == (["u2"], ["u2", "u3"])


def test_other_words_for_the_same_are_no_change(shop):
    applied(shop, {CARTS: starter_files()[CARTS].replace("Open cart", "Any cart"), "policies/shop.yaml": "name: x\n"})
    assert told(shop, "/v1/backfills")["items"] == []


def test_members_of_before_there_was_a_list_are_listed_when_everybody_is_looked_at(shop):
    shop.table("Members").partitions.clear()
    status, fill = Api(shop, "admin", "segments").post("/v1/backfills", {})
    shop.pass_time(MINUTE)
    assert (status, told(shop, f"/v1/backfills/{fill['id']}")["state"]) == (201, "done")
    assert (who(shop, "open-cart"), violations(shop)) == (["u1"], [])


def test_looking_at_everybody_again_mends_what_is_wrong_and_starts_nothing(shop):
    with shop.aside():
        lost = person(Api(shop), {"type": "user_id", "value": "u1"})["id"]
        shop.table("People").write((lost, "membership"), None)
    shop.pass_time(MINUTE)
    assert who(shop, "open-cart") == []
    Api(shop, "admin", "segments").post("/v1/backfills", {})
    shop.pass_time(MINUTE)
    assert (who(shop, "open-cart"), signals(shop, "open-cart")[-1]) == (["u1"], ("SegmentEntered", True))


def test_a_word_that_a_back_fill_does_not_know_is_refused(shop):
    assert applied(shop, {BUYERS: f"{ORDERED}backfill: shout\n"})[0] == 422


def test_a_back_fill_that_is_not_there_is_a_404_and_others_may_not_look(shop):
    assert Api(shop, "marketer", "segments").get("/v1/backfills/b_none")[0] == 404
    assert Api(shop, "agent", "segments").get("/v1/backfills")[0] == 403
