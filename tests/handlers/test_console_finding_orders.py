"""Finding customers by what shops call their orders."""

import base64
import json

import pytest

from segue.aws.source_secrets import store_secrets
from segue.times import MINUTE
from tests.faults.shop import http, message, post
from tests.handlers.console_staff import KIM, LEE, as_staff, page_of
from tests.handlers.test_console_finding import kim
from tests.provider_samples import shopify
from tests.shopify_payloads import ORDER

__all__ = ["kim"]


def shopify_order(world, **said):
    """An order as Shopify tells it."""
    with world.aside():
        store_secrets("shopify", ["s"])
    request = shopify("s", json.dumps(ORDER | said).encode())
    event = http("POST", request.path, "", {**request.headers, "x-shopify-topic": "orders/create"})
    event["body"] = base64.b64encode(request.body).decode()
    assert world.lambdas.invoke("receive_commerce", event | {"isBase64Encoded": True})["statusCode"] == 200
    world.pass_time(MINUTE)


@pytest.mark.parametrize("typed", ["#TL-1001", "tl-1001", "Bestellung Nr. TL 1001", "TL-1001", "9001", "#9001"])
def test_somebody_is_found_by_what_shopify_calls_the_order(world, amy, typed):
    shopify_order(world, id=9001, name="#TL-1001", email=LEE, customer={"id": 77, "email": LEE})
    lee = page_of(as_staff(world, "ann"), LEE)
    assert amy.get("/people").post("/people/find", {"q": typed}).at == f"/console{lee}"
    assert amy.get("/people").post("/people/find", {"q": "TL-100"}).reads("Nothing leads to")


def test_two_shops_that_count_alike_make_nobody_one_person_and_both_are_shown(world, amy, kim):
    shopify_order(world, id=9001, name="#1115", email=LEE, customer={"id": 77, "email": LEE})
    found = amy.get("/people").post("/people/find", {"q": "#1115"})
    assert (found.reads(KIM), found.reads(LEE)) == (True, True)


def test_what_a_page_calls_an_order_leads_to_nobody(world, amy, kim):
    claimed = {"order_id": "x-1", "order_name": "#4711", "total": 1, "currency": "EUR", "products": []}
    post(world, message(world, "track", "m9", userId="u1", event="Order Completed", properties=claimed))
    world.pass_time(MINUTE)
    assert amy.get("/people").post("/people/find", {"q": "#4711"}).reads("Nothing leads to")
