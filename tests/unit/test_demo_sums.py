"""The demo's other half: the playbook's pace, what providers would say, and a check that finds what is missing."""

from dataclasses import replace

import pytest

from segue.channels.commerce import shopify as shopify_channel
from segue.channels.email import ses as ses_channel
from segue.deliveries import Delivery, understood
from segue.http import Request
from segue.identifiers import identifiers_of
from segue.segment_api import messages, routes, uploads
from segue_tools.bar import drawn
from segue_tools.demo import ses
from segue_tools.demo.clock import Clock
from segue_tools.demo.findings import OUTCOMES, SEGMENT, Found, differences
from segue_tools.demo.pace import longest, original, paced, shorter
from segue_tools.demo.plan import plan
from segue_tools.demo.posting import Tally
from segue_tools.demo.report import Day, faults, table
from segue_tools.demo.requests import Doors
from tests.provider_samples import proof

DAY = plan(seed=7, customers=40, run="d1")
CLOCK = Clock(start=1_800_000_000, speed=240)
DOORS = Doors("http://in", "wk", "http://shop/", "http://shopify", "s3", "http://ses", "s4")
NOW = 1_900_000_000_000
MAIL = ses.Mail("p1", "ada@d1.example", "Your cart", "Back: http://shop/cart.html", 1_800_000_100, "u_1_2")
TEXT = "name: Abandoned cart\nwhen:\n  cart: {untouched_for: 2h}\n"


def perfect(part) -> Found:
    """What is found when all went well."""
    must, sent = part.expected, min(part.expected.mails, 1)
    states = ["sent"] * sent + ["dropped"] * (must.mails - sent)
    outcomes = {OUTCOMES[kind]: "2026-01-01T00:00:00Z" for kind in part.habit}
    return Found(
        ids=frozenset({part.who.number}),
        orders=must.orders,
        carts=dict(must.open),
        events=tuple(str(nth) for nth in range(must.events + len(part.habit))),
        messages=tuple({"state": state, "outcomes": outcomes} for state in states),
        segments=frozenset({SEGMENT} if must.abandoned else ()),
        merged=0,
    )


def played(**changes) -> Day:
    """A day on which all went well."""
    tally = Tally()
    tally.add("forged")
    found = {part.who.email: perfect(part) for part in DAY.parts}
    mails = sum(min(part.expected.mails, 1) for part in DAY.parts)
    return replace(Day(DAY, tally, found, mails, held=3), **changes)


@pytest.mark.parametrize(("span", "speed", "short"), [("2h", 240, "30s"), ("30d", 240, "10800s"), ("1s", 9, "1s")])
def test_a_wait_is_divided_by_the_speed(span, speed, short):
    assert shorter(span, speed) == short


def test_a_paced_file_carries_what_it_was():
    made = paced(TEXT, 240)
    assert "{untouched_for: 30s}" in made
    assert original(made) == TEXT
    assert original(TEXT) == TEXT
    assert longest({"segments/abandoned-cart.yaml": made}) == 7200


def test_checkouts_keep_pace_and_links_and_codes_do_not():
    text = "checkout_lasts: 1h\nlink_lasts: 7d\ncode_lasts: 15m\n"
    assert paced(text, 240).endswith("checkout_lasts: 15s\nlink_lasts: 7d\ncode_lasts: 15m\n")
    assert longest({"policies/carts.yaml": text}) == 3600


def test_the_bar_is_empty_full_and_never_more():
    assert drawn(0, "x").count("█") == 0
    assert drawn(1, "x").count("█") == drawn(7, "x").count("█") == 28


def test_the_product_reads_every_web_request_of_the_day():
    for one in DAY.deliveries:
        if one.acts and one.acts[0].by:
            request = one.make(CLOCK, DOORS, CLOCK.moment(one.due))
            route = routes.route("/v1/batch")
            parsed = messages.parsed(uploads.read(request.body, route), messages.Arrival("web", NOW, route))
            assert (len(parsed.events), parsed.rejected) == (len(one.acts), ())


def test_the_product_reads_every_webhook_of_the_day():
    for one in DAY.deliveries:
        if one.acts and not one.acts[0].by:
            made = one.make(CLOCK, DOORS, CLOCK.moment(one.due))
            headers = {name.lower(): value for name, value in made.headers.items()}
            shopify_channel.verify(proof(Request("POST", "/", headers=headers, body=made.body), ["s3"]))
            (event,) = understood(
                Delivery("shopify", "shopify", made.body, headers, NOW), shopify_channel.incoming
            ).events
            assert set(one.acts[0].known) <= {(named.type, named.value) for named in identifiers_of(event)}


@pytest.mark.parametrize("kind", [kind for kind in OUTCOMES if kind != "Unsubscribe"])
def test_the_product_reads_every_kind_of_notification(kind):
    made = ses.request(kind, MAIL, DOORS, 1_800_000_200)
    ses_channel.verify(proof(Request("POST", "/", headers={"authorization": made.headers["Authorization"]}), ["s4"]))
    (event,) = understood(Delivery("ses", "ses", made.body, {}, NOW), ses_channel.incoming).events
    assert event.properties["message_id"] == "u_1_2"
    assert [one.value for one in identifiers_of(event)] == ["ada@d1.example"]


def test_a_good_day_adds_up():
    assert faults(played()) == []
    assert "✗" not in table(played(), colour=False)


LOSSES = {
    "an event is lost": lambda one: replace(one, events=one.events[1:]),
    "an event counts twice": lambda one: replace(one, events=(*one.events, *one.events[:1])),
    "an order is lost": lambda one: replace(one, orders=frozenset()),
    "one person is two": lambda one: replace(one, ids=frozenset({"u_1", "u_2"})),
    "nobody is known": lambda one: replace(one, ids=frozenset({None})),
    "a buyer is reminded": lambda one: replace(one, messages=({"state": "sent", "outcomes": {}},)),
    "a buyer counts as gone": lambda one: replace(one, segments=frozenset({SEGMENT})),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_whatever_goes_wrong_with_a_buyer_is_noticed(loss):
    buyer = next(part for part in DAY.parts if part.story == "buys")
    spoiled = played(found={**played().found, buyer.who.email: LOSSES[loss](perfect(buyer))})
    assert faults(spoiled)
    assert differences(buyer, spoiled.found[buyer.who.email])


def test_a_mail_too_many_and_a_wrong_answer_are_noticed():
    assert faults(played(mails=99))
    assert faults(played(held=2))
    day = played()
    day.tally.complain("answered 500 and not 200")
    assert faults(day) == ["answered 500 and not 200"]
