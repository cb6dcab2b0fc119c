"""Providers send again until they are answered: for days, each by its own schedule. Here no answer reaches them."""

import json
from dataclasses import dataclass
from itertools import accumulate

import pytest

from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts
from segue.http import Request
from segue.times import DAY, HOUR, MINUTE, SECOND, Millis, to_text
from tests.faults.cloud.clock import START
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, violations
from tests.faults.shop import http
from tests.provider_samples import PROVEN

SECRET = "the shop's secret"
HORIZON = 4 * DAY


@dataclass(frozen=True)
class Policy:
    """When a provider tries again after an attempt that it saw no answer to."""

    waits: tuple[Millis, ...]
    source: str


# https://docs.stripe.com/webhooks (three days, further and further apart), https://shopify.dev/docs/apps/build/webhooks
# (eight times in four hours), https://github.com/standard-webhooks/standard-webhooks (75.6 hours),
# svix (27.6 hours); SNS: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
POLICIES = {
    "stripe": Policy((5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, *(10 * HOUR,) * 6), "72 h"),
    "shopify": Policy(tuple(minutes * MINUTE for minutes in (1, 4, 10, 20, 30, 45, 60, 70)), "4 h"),
    "standard webhooks": Policy(
        (5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR), "75.6 h"
    ),
    "svix": Policy((5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR), "27.6 h"),
}


def a_cart() -> bytes:
    """Somebody known fills a cart, at the beginning."""
    began = to_text(START)
    line = {"id": 1, "product_id": 1, "title": "Tent", "quantity": 1, "price": "199.00", "line_price": "199.00"}
    said = {"id": "c1", "token": "c1", "email": "kim@shop.test", "created_at": began, "updated_at": began}
    return json.dumps(
        {**said, "currency": "EUR", "customer": {"id": 7, "email": said["email"]}, "line_items": [line]}
    ).encode()


def delivered(world: World, body: bytes) -> None:
    """One attempt, whose answer nobody sees."""
    request: Request = PROVEN["shopify"](SECRET, body)
    headers = {**request.headers, "x-shopify-topic": "checkouts/create", "x-shopify-webhook-id": "w-1"}
    world.call("receive_commerce", lambda: http("POST", "/webhooks/shopify", body.decode(), headers))


@pytest.mark.parametrize("name", POLICIES)
def test_a_webhook_that_is_sent_until_its_provider_gives_up_has_one_effect(name: str) -> None:
    world = World()
    with world.open():
        world.region.vault.parameters["/test/sources/shopify"] = json.dumps({"secrets": [SECRET]})
        for wait in (0, *accumulate(POLICIES[name].waits)):
            world.reach(wait)
            delivered(world, a_cart())
        world.reach(HORIZON)
        events = [event for found in ledger_of(world).values() for event in found if event.source == "shopify"]
        with world.aside():
            counted = SourceCounts(settings().requests).of("shopify")
        assert (len(events), len(world.region.mailbox.mails), violations(world)) == (1, 1, [])
        assert (counted.stored, counted.duplicate) == (1, len(POLICIES[name].waits))
