"""One query shows the whole way of an event: what the template's query finds in the lines of all functions."""

import base64
import json
import re
from typing import Any

import pytest

from segue.aws.source_secrets import store_secrets
from segue.times import DAY, HOUR, MINUTE, to_text
from segue.traces import trace_of
from segue_tools.templates import resources
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of
from tests.faults.shop import added, http, identified, opted_in, opted_out, ordered, post, viewed
from tests.handlers.audience import made, with_people
from tests.handlers.starter import started, starter_files
from tests.handlers.test_held_messages import LATER, hours
from tests.handlers.test_journeys_api import HELLO
from tests.handlers.test_messages_api import TEMPLATE, sent
from tests.handlers.trail import entered
from tests.provider_samples import shopify
from tests.shopify_payloads import CUSTOMER, LINE

KIM = "kim@shop.test"
QUERY = resources("AWS::Logs::QueryDefinition")["Way"]["QueryString"]
FILTER = re.compile(r'(\w+) like "WHAT"')


def lines(world: World) -> list[dict[str, Any]]:
    """All that the functions wrote, in its order."""
    return [json.loads(line) for printed in world.lambdas.output for line in printed.splitlines()]


def found(world: World, what: str) -> list[dict[str, Any]]:
    """What the query of the template finds: the lines that pass its filter."""
    (asked,) = (part for part in QUERY.split("\n| ") if part.startswith("filter "))
    names = FILTER.findall(asked)
    assert asked == "filter " + " or ".join(f'{name} like "WHAT"' for name in names)  # nothing that is not played here
    return [line for line in lines(world) if any(what in str(line.get(name, "")) for name in names)]


def told(world: World, what: str) -> list[str]:
    """The steps of a way."""
    return [line["message"] for line in found(world, what)]


def checkout(world: World, webhook: str, cart: str = "c-1") -> None:
    """Somebody begins to pay at Shopify and goes away."""
    moment = to_text(world.clock)
    said = {"id": 500, "token": f"t-{cart}", "cart_token": cart, "email": KIM, "created_at": moment}
    said |= {"updated_at": moment, "currency": "EUR", "total_price": "398.00", "line_items": [LINE]}
    said |= {"customer": CUSTOMER | {"email": KIM}, "buyer_accepts_marketing": True}
    with world.aside():
        store_secrets("shopify", ["s"])
    request = shopify("s", json.dumps(said).encode())
    more = {"x-shopify-topic": "checkouts/create", "x-shopify-webhook-id": webhook}
    event = http("POST", request.path, "", {**request.headers, **more})
    event["body"] = base64.b64encode(request.body).decode()
    assert world.lambdas.invoke("receive_commerce", event)["statusCode"] == 200
    world.pass_time(MINUTE)


def delivered(world: World) -> str:
    """SES tells that the last mail has arrived; the id of its message."""
    mail = world.region.mailbox.mails[-1]
    about = {"messageId": mail.id, "destination": [mail.to], "tags": {"message": [mail.tags["message"]]}}
    detail = {"eventType": "Delivery", "mail": about, "delivery": {"timestamp": to_text(world.clock)}}
    world.hand_over("receive_email", {"source": "aws.ses", "detail-type": "Email Delivered", "detail": detail})
    world.pass_time(MINUTE)
    return mail.tags["message"]


def because(world: World, what: str) -> set[str]:
    """What the lines of a message, or of all that is called so, are because of."""
    return {line["trace"] for line in lines(world) if what in (line.get("id"), line["message"])}


WAY = ["received", "folded", "segments", "segments", "run-entered", "queued", "claimed", "sent", "reported"]


def test_the_query_finds_the_whole_way_from_the_webhook_to_the_providers_report_in_order() -> None:
    with started() as world:
        checkout(world, "w-1")
        world.pass_time(4 * HOUR)
        message = delivered(world)
        (first, *_) = found(world, "shopify")
        way = found(world, first["trace"])
        assert [line["message"] for line in way] == WAY
        assert (way[0]["source"], way[1]["signal"], way[3]["entered"]) == (
            "shopify",
            "CheckoutStarted",
            "abandoned-cart",
        )
        assert (way[4]["journey"], way[4]["state"]) == ("abandoned-cart", "done")
        assert [line.get("id") for line in way[5:]] == [message] * 4
        assert (way[-1]["outcome"], way[-1]["source"]) == ("delivered", "ses")
        assert told(world, message) == WAY[5:]


def test_the_trace_follows_from_the_id_that_the_event_has_on_the_timeline() -> None:
    with started() as world:
        checkout(world, "w-1")
        with world.aside():
            (event,) = (one for some in ledger_of(world).values() for one in some)
        assert found(world, "shopify")[0]["trace"] == trace_of(event.message_id)


def test_no_address_no_cart_and_no_word_of_the_customers_stands_in_a_line() -> None:
    with started() as world:
        checkout(world, "w-canary", cart="canary-cart")
        world.pass_time(4 * HOUR)
        delivered(world)
        written = "".join(world.lambdas.output)
    assert "sent" in written
    assert not [one for one in ("kim", "canary", "Tent", "@") if one in written.lower()]


@pytest.mark.parametrize("hour", [4, 30])
def test_what_is_held_says_why_and_until_when_and_goes_on_under_the_same_trace(hour: int) -> None:
    with started(hours(LATER)) as world:
        checkout(world, "w-1")
        world.pass_time(hour * HOUR)
        way = found(world, found(world, "shopify")[0]["trace"])
        held = next(line for line in way if line["message"] == "held")
        assert (held["why"], held["until"] > to_text(START)) == ("quiet-hours", True)
        assert [line["message"] for line in way][5:] == (
            ["held"] if hour == 4 else ["held", "queued", "claimed", "sent"]
        )


def test_what_is_not_sent_says_why() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), opted_out(world, "m2", KIM, userId="u1"))
        post(world, added(world, "m3", userId="u1"))
        world.pass_time(3 * HOUR)
        way = found(world, trace_of("m3"))
        assert [line["message"] for line in way] == ["folded", "segments", "segments", "run-entered", "dropped"]
        assert way[-1]["why"] == "opted-out"


def test_a_mail_about_a_cart_is_because_of_the_last_touch_of_that_cart_whatever_had_set_the_timer() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
        world.pass_time(HOUR)
        post(world, added(world, "m3", "c2", userId="u1"))
        world.pass_time(4 * HOUR)
        entered = next(line for line in lines(world) if line.get("entered") == "abandoned-cart")
        assert (entered["trace"], because(world, "sent")) == (trace_of("m2"), {trace_of("m3")})


def test_an_event_that_moves_nobody_writes_no_line() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        before = lines(world)
        post(world, viewed(world, "m2", userId="u1"))
        world.pass_time(MINUTE)
        assert lines(world) == before


WAITS = """name: Thanks
entry: {detail-type: [OrderPlaced]}
each: order
steps:
  - hold: {until: {signal: {detail-type: [ConsentChanged]}, of: any}, timeout: 2d, then: [%s], otherwise: [%s]}
"""


def test_what_moves_a_run_on_stands_behind_what_began_it() -> None:
    send = "{send: {template: hello, channel: email, purpose: transactional}}"
    files = {"journeys/thanks.yaml": WAITS % (send, send), "templates/hello.yaml": HELLO}
    with started(starter_files() | files) as world:
        post(world, identified(world, "m1", "u1", KIM), ordered(world, "m2", userId="u1"))
        world.pass_time(HOUR)
        post(world, opted_in(world, "m3", KIM, userId="u1"))
        world.pass_time(MINUTE)
        assert because(world, "sent") == {f"{trace_of('m2')} {trace_of('m3')}"}
        for one in ("m2", "m3"):
            assert told(world, trace_of(one))[-4:] == ["run-moved", "queued", "claimed", "sent"]


def test_a_message_of_a_program_is_because_of_its_request() -> None:
    with started(starter_files() | {"templates/receipt.yaml": TEMPLATE}) as world:
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(MINUTE)
        message = sent(world)[1]["id"]
        (asked,) = {one["correlation"] for one in entered(world) if one["action"] == "message.send"}
        assert because(world, message) == {trace_of(asked)}
        assert told(world, message) == ["queued", "claimed", "sent"]


def test_the_messages_of_a_broadcast_are_because_of_its_run() -> None:
    with started() as world:
        broadcast = made(with_people(world, 3))
        world.pass_time(HOUR)
        assert told(world, trace_of(f"{broadcast}#1")).count("sent") == 3


def without(world: World, name: str) -> None:
    """The rows of every table as an earlier version had written them."""
    for table in world.region.tables.by_name.values():
        for item in table.items():
            item.pop(name, None)


@pytest.mark.parametrize("after", [30 * MINUTE, 4 * HOUR])
def test_what_an_earlier_version_has_left_goes_its_way_and_is_found_by_its_message(after: int) -> None:
    with started(hours(LATER)) as world:
        checkout(world, "w-1")
        world.pass_time(after)
        without(world, "trace")
        world.pass_time(DAY)
        message = delivered(world)
        assert told(world, message)[-4:] == ["queued", "claimed", "sent", "reported"]
        assert len(world.region.mailbox.mails) == 1
        assert world.lambdas.errors == []
