"""Imported history changes profiles and segments, and nobody is written to because of it."""

import json

import pytest

from segue.aws.ledger import key_of
from segue.aws.secrets import write_key
from segue.identifiers import Identifier
from segue.segments.membership import Membership
from segue.times import DAY, HOUR
from segue.wiring.people import people
from tests.faults.cloud.world import World
from tests.faults.shop import Message, added, http, identified, opted_in, ordered, post, put_in_force, viewed
from tests.handlers.starter import started, starter_files

KIM = "kim@shop.test"
THANKED = {
    "segments/buyers.yaml": "name: Buyers\nwhen: {ordered: {at_least: 1}}\n",
    "journeys/thanks.yaml": """
entry: {detail-type: [SegmentEntered], detail: {segment: [buyers]}}
steps: [{send: {template: abandoned-cart, channel: email, purpose: marketing}}]
""",
}


def history(world: World, *messages: Message) -> None:
    """Posted to the route for what has been."""
    body = json.dumps({"batch": messages, "writeKey": write_key()})
    assert world.lambdas.invoke("collect", http("POST", "/v1/import", body))["statusCode"] == 200


def standing(world: World) -> Membership:
    """The segments that Kim is in."""
    with world.aside():
        return people().membership(key_of(Identifier("user_id", "u1")))


@pytest.mark.parametrize("known", [True, False])
def test_an_imported_cart_of_today_sends_nothing(known: bool) -> None:
    with started() as world:
        post(world, opted_in(world, "m0", KIM, userId="u1"), identified(world, "m1", "u1", KIM))
        history(world, added(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        post(world, viewed(world, "m3", userId="u1"))
        world.pass_time(5 * HOUR)
        assert world.region.mailbox.mails == []
        assert set(standing(world).segments) == {"open-cart"}


def test_the_same_cart_when_it_comes_by_itself_sends_one() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        history(world, added(world, "m2", userId="u1"))
        world.pass_time(5 * HOUR)
        assert len(world.region.mailbox.mails) == 1


def test_a_cart_that_is_touched_after_the_import_is_the_customer_s_own_again() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM))
        history(world, added(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(5 * HOUR)
        assert len(world.region.mailbox.mails) == 1


@pytest.mark.parametrize("sending", [history, post])
def test_a_segment_that_an_import_leads_into_starts_no_journey(sending) -> None:
    files = {**starter_files(), **THANKED}
    with started() as world:
        put_in_force(world, files)
        post(world, identified(world, "m1", "u1", KIM))
        sending(world, ordered(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        post(world, viewed(world, "m3", userId="u1"))
        world.pass_time(5 * HOUR)
        assert "buyers" in standing(world).segments
        assert world.region.meter.invocations["dispatch_messages"] == (1 if sending is post else 0)


def journey(world: World, entry: str, when: str) -> None:
    """A journey that mails whoever enters or leaves the segment `asked`."""
    mails = "steps: [{send: {template: abandoned-cart, channel: email, purpose: marketing}}]"
    made = {
        "segments/asked.yaml": f"name: Asked\nwhen: {when}\n",
        "journeys/mails.yaml": f"entry: {{detail-type: [{entry}], detail: {{segment: [asked]}}}}\n{mails}\n",
    }
    files = {**starter_files(), **made}
    put_in_force(world, files)


@pytest.mark.parametrize("sending", [history, post])
def test_a_segment_that_an_import_leads_out_of_starts_no_journey(sending) -> None:
    with started() as world:
        journey(world, "SegmentExited", "{not: {ordered: {at_least: 1}}}")
        post(world, opted_in(world, "m0", KIM, userId="u1"), identified(world, "m1", "u1", KIM))
        world.pass_time(HOUR)
        sending(world, ordered(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        assert world.region.meter.invocations["dispatch_messages"] == (1 if sending is post else 0)


LAPSED = "{all: [{ordered: {at_least: 1}}, {not: {ordered: {within: 5d}}}]}"


@pytest.mark.parametrize("sending", [history, post])
def test_what_time_leads_into_after_an_import_starts_no_journey(sending) -> None:
    with started() as world:
        journey(world, "SegmentEntered", LAPSED)
        post(world, identified(world, "m1", "u1", KIM))
        sending(world, ordered(world, "m2", userId="u1"))
        world.pass_time(6 * DAY)
        assert "asked" in standing(world).segments
        assert world.region.meter.invocations["dispatch_messages"] == (1 if sending is post else 0)


def test_what_time_leads_into_after_an_order_of_the_customer_s_own_starts_it_again() -> None:
    with started() as world:
        journey(world, "SegmentEntered", LAPSED)
        post(world, identified(world, "m1", "u1", KIM))
        history(world, ordered(world, "m2", userId="u1"))
        world.pass_time(DAY)
        post(world, ordered(world, "m3", userId="u1"))
        world.pass_time(6 * DAY)
        assert world.region.meter.invocations["dispatch_messages"] == 1
