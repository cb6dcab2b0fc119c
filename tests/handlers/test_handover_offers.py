"""Handing a cart over: who may, which carts, and what the link then opens."""

import json

import pytest

from segue.times import HOUR, MINUTE
from tests.faults.shop import added, http, identified, ordered, post, put_in_force
from tests.handlers.elsewhere import token_of, with_a_cart
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files


@pytest.fixture
def world(world):
    return with_a_cart(world)


@pytest.mark.parametrize(("role", "status"), [("agent", 201), ("admin", 201), ("marketer", 403), ("privacy", 403)])
def test_only_who_serves_customers_hands_carts_over(world, kim, role, status):
    assert Api(world, role).ask("POST", f"/v1/people/{kim}/carts/c1/handover")[0] == status


def test_what_cannot_be_handed_over_is_said(world, api, kim):
    assert api.ask("POST", "/v1/people/u_nobody/carts/c1/handover")[0] == 404
    assert api.ask("POST", f"/v1/people/{kim}/carts/c9/handover")[1]["type"] == "urn:segue:problem:unknown-cart"
    post(world, ordered(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    status, problem = api.ask("POST", f"/v1/people/{kim}/carts/c1/handover")
    assert (status, problem["type"]) == (409, "urn:segue:problem:cart-ended")


def test_a_cart_id_of_a_provider_stands_in_the_path(world, api, kim):
    post(world, added(world, "m3", "shopify:c-1", userId="u1"))
    world.pass_time(MINUTE)
    for cart in ("shopify:c-1", "shopify%3Ac-1"):
        assert api.ask("POST", f"/v1/people/{kim}/carts/{cart}/handover")[0] == 201


def test_the_cart_is_shown_as_it_is_now(world, api, kim, door):
    offer = api.ask("POST", f"/v1/people/{kim}/carts/c1/handover")[1]
    post(world, added(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    assert door("GET", token_of(offer))[1]["cart"]["items"][0]["quantity"] == 2


def test_the_link_of_a_visitor_holds_after_signing_in(world, api, door):
    post(world, added(world, "m3", "c7", anonymousId="a1"))
    world.pass_time(MINUTE)
    visitor = api.post("/v1/people/find", {"type": "anonymous_id", "value": "a1"})[1]["id"]
    offer = api.ask("POST", f"/v1/people/{visitor}/carts/c7/handover")[1]
    post(world, identified(world, "m4", "u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert door("GET", token_of(offer))[1]["cart"]["id"] == "c7"


def test_what_is_saved_for_later_stays_with_its_owner(world, api, kim, door):
    post(world, added(world, "m3", "c2", userId="u1"))
    world.pass_time(MINUTE)
    (active, _) = api.get(f"/v1/people/{kim}/carts")[1]["items"]
    assert (active["id"], len(active["saved_for_later"])) == ("c2", 1)
    offer = api.ask("POST", f"/v1/people/{kim}/carts/c2/handover")[1]
    assert door("GET", token_of(offer))[1]["cart"]["saved_for_later"] == []


def test_a_sum_opens_under_every_id_that_it_stands_for(world, api, kim, door):
    files = {**starter_files(), "policies/carts.yaml": "several: add_up"}
    put_in_force(world, files)
    post(world, added(world, "m3", "c2", userId="u1"))
    world.pass_time(MINUTE)
    offers = [api.ask("POST", f"/v1/people/{kim}/carts/{cart}/handover")[1] for cart in ("c1", "c2")]
    found = [door("GET", token_of(one))[1]["cart"] for one in offers]
    assert [(cart["id"], cart["items"][0]["quantity"]) for cart in found] == [("c2", 2), ("c2", 2)]


def test_the_same_idempotency_key_gets_the_same_offer(world, kim):
    def ask(key: str) -> dict[str, str]:
        event = http("POST", f"/v1/people/{kim}/carts/c1/handover", "", {"Idempotency-Key": key})
        event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "a", "cognito:groups": "[agent]"}}}
        return json.loads(world.lambdas.invoke("people", event)["body"])

    first = ask("k1")
    world.pass_time(MINUTE)
    assert ask("k1") == first
    assert ask("k2")["code"] != first["code"]


def test_a_code_that_is_taken_gives_way_to_another(world, api, kim, monkeypatch):
    monkeypatch.setattr("segue.handover.handovers.Seals.code", lambda _, handover, choice: f"{choice:06d}")
    codes = [
        api.ask("POST", f"/v1/people/{kim}/carts/c1/handover")[1]["code"] for _ in range(3) if not world.pass_time(1)
    ]
    assert codes == ["000000", "000001", "000002"]
    world.pass_time(HOUR)
    assert api.ask("POST", f"/v1/people/{kim}/carts/c1/handover")[1]["code"] == "000000"
