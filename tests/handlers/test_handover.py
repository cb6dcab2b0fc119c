"""A cart on another device: whoever has a link or a code opens it, a code once; looking changes nothing."""

import json
from urllib.parse import urlsplit

import pytest

from segue.aws.handovers import WINDOW
from segue.times import DAY, MINUTE
from tests.faults.endings import rows
from tests.faults.shop import asked_from, http, ordered, post
from tests.handlers.elsewhere import HTML, KIM, token_of, with_a_cart
from tests.handlers.staff_requests import Api

FORM = {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}


@pytest.fixture
def world(world):
    return with_a_cart(world)


@pytest.fixture
def offer(world, kim):
    status, said = Api(world, "agent").ask("POST", f"/v1/people/{kim}/carts/c1/handover")
    assert status == 201
    return said


def test_an_agent_gets_a_link_under_the_public_address_and_six_digits(offer, world):
    assert offer["link"].startswith("https://segue.test/c/")
    assert (len(offer["code"]), offer["code"].isdigit()) == (6, True)
    assert offer["expires"] < offer["link_expires"]


def test_looking_at_a_link_shows_the_cart_and_changes_nothing(door, offer, world):
    before = rows(world, "Requests")
    status, said = door("GET", token_of(offer))
    assert (status, said["cart"]["items"][0]["name"], said["cart"]["value"]) == (200, "Tent", 19900)
    assert "199.00" in door("GET", token_of(offer), headers=HTML)[1]["body"]
    assert rows(world, "Requests") == before


def test_looking_at_a_code_shows_nothing_and_counts_nothing(door, offer, world):
    before = rows(world, "Requests")
    assert door("GET", offer["code"])[1]["cart"] is None
    page = door("GET", offer["code"], headers=HTML)[1]
    assert "Tent" not in page["body"]
    assert rows(world, "Requests") == before


def test_a_link_opens_the_cart_again_and_again_until_it_ends(door, offer, world):
    for word in ("one", "two"):
        status, said = door("POST", token_of(offer), word)
        assert (status, said["cart"]["id"]) == (200, "c1")
    world.pass_time(7 * DAY)
    assert [door(method, token_of(offer))[0] for method in ("GET", "POST")] == [410, 410]


def test_a_code_opens_the_cart_once(door, offer):
    status, first = door("POST", offer["code"], "phone")
    assert (status, first["cart"]["items"][0]["quantity"]) == (200, 1)
    assert door("POST", offer["code"], "phone") == (200, first)
    status, problem = door("POST", offer["code"], "thief")
    assert (status, problem["type"]) == (409, "urn:segue:problem:code-used")
    assert door("POST", offer["code"])[0] == 409


def test_without_a_word_nobody_is_known_again(door, offer, world):
    assert door("POST", offer["code"])[0] == 200
    world.pass_time(1)
    assert door("POST", offer["code"])[0] == 409


def test_a_code_ends_after_a_quarter_of_an_hour(door, offer, world):
    world.pass_time(15 * MINUTE)
    status, problem = door("POST", offer["code"], "phone")
    assert (status, problem["type"]) == (410, "urn:segue:problem:expired")


def test_a_redemption_shows_the_cart_for_five_minutes(door, offer, world):
    redemption = door("POST", offer["code"], "phone")[1]["redemption"]
    assert door("GET", redemption)[1]["cart"]["id"] == "c1"
    world.pass_time(5 * MINUTE)
    assert door("GET", redemption)[0] == 410
    assert door("POST", offer["code"], "phone")[0] == 410


def test_a_browsers_form_leads_to_the_shops_cart_page(door, offer, world):
    asked = http("POST", f"/c/{offer['code']}", "redemption=abc", HTML | FORM)
    first, again = (world.lambdas.invoke("handover", asked) for _ in "12")
    assert first["statusCode"] == 303
    place = urlsplit(first["headers"]["location"])
    assert (place.path, again["headers"]["location"]) == ("/shop/cart.html", first["headers"]["location"])
    assert door("GET", place.query.removeprefix("handover="))[1]["cart"]["id"] == "c1"


@pytest.mark.parametrize("token", ["000000", "a-b-c", "", "x" * 500])
def test_what_is_not_ours_is_a_404_for_programs_and_a_page_for_people(door, offer, token):
    if token != offer["code"]:
        status, problem = door("POST", token, "w")
        assert (status, problem["status"]) == (404, 404)
        status, page = door("POST", token, "w", HTML)
        assert (status, page["headers"]["content-type"]) == (404, "text/html; charset=utf-8")


def test_guessing_is_bounded_and_ends_with_the_window(door, offer, world):
    world.pass_time(WINDOW - world.clock % WINDOW)
    wrong = "000000" if offer["code"] != "000000" else "000001"
    assert {tried(world, wrong, f"192.0.2.{n}")["statusCode"] for n in range(100)} == {404}
    refused = tried(world, offer["code"], "198.51.100.1")
    assert (refused["statusCode"], refused["headers"]["retry-after"]) == (429, str(WINDOW // 1000))
    assert door("POST", token_of(offer), "phone")[0] == 200
    world.pass_time(WINDOW)
    assert door("POST", wrong, "g")[0] == 404


def test_who_guesses_much_closes_the_door_for_nobody_else(door, offer, world):
    world.pass_time(WINDOW - world.clock % WINDOW)
    wrong = "000000" if offer["code"] != "000000" else "000001"
    for network in ("192.0.2.{}", "2001:db8:0:1::{}"):
        statuses = [tried(world, wrong, network.format(9 if "192" in network else n))["statusCode"] for n in range(150)]
        assert (statuses.count(404), statuses.count(429)) == (10, 140)
    assert tried(world, offer["code"], "198.51.100.1")["statusCode"] == 200


def tried(world, code, address):
    """A code from an address."""
    asked = asked_from(address, http("POST", f"/c/{code}", "", {"idempotency-key": f"word {address}"}))
    return world.lambdas.invoke("handover", asked)


def test_an_emptied_cart_opens_no_more(door, offer, world):
    post(world, ordered(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    assert door("GET", token_of(offer))[1]["type"] == "urn:segue:problem:cart-ended"


def test_no_code_no_link_and_no_person_stand_in_keys_or_logs(door, offer, world):
    door("POST", offer["code"], "phone")
    kept = json.dumps([{**row, "person": ""} for row in rows(world, "Requests") if "handover" in str(row)], default=str)
    for secret in (offer["code"], token_of(offer), KIM, "phone"):
        assert secret not in kept
        assert not [line for line in world.lambdas.output if secret in line]
    assert all("ttl" in row for row in rows(world, "Requests") if row["pk"].partition("#")[0] in ("handover", "code"))


def test_a_browser_of_another_origin_may_read_the_answer(world, offer):
    asked = http("POST", f"/c/{offer['code']}", "", {"origin": "https://shop.example", "idempotency-key": "w"})
    assert world.lambdas.invoke("handover", asked)["headers"]["access-control-allow-origin"] == "https://shop.example"
    preflight = http("OPTIONS", "/c/123456", "", {"origin": "https://shop.example"})
    answer = world.lambdas.invoke("handover", preflight)
    assert answer["statusCode"] == 204
    assert "idempotency-key" in answer["headers"]["access-control-allow-headers"]
