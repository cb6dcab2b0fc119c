"""The inbox on the site: a message is there once, for whom it is and for nobody else, until it is put away."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from segue.aws.secrets import user_secret, write_key
from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, message, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import the_messages

JOURNEY = "journeys/abandoned-cart.yaml"


@pytest.fixture
def world():
    """A shop that reminds of carts on its site."""
    files = starter_files()
    said = files[JOURNEY].replace(
        "template: abandoned-cart, channel: email", "template: abandoned-cart, channel: inapp"
    )
    with started() as made:
        put_in_force(made, files | {JOURNEY: said})
        yield made


def asked(world: World, key: str = "", **who: Any) -> tuple[int, dict[str, Any]]:
    """What the site's script is answered."""
    with world.aside():
        key = key or write_key()
    header = {"authorization": f"Basic {base64.b64encode(f'{key}:'.encode()).decode()}", "origin": "https://shop.test"}
    answer = world.lambdas.invoke("inbox", http("POST", "/v1/inbox", json.dumps(who), header))
    return answer["statusCode"], json.loads(answer["body"])


def hashed(world: World, user: str) -> str:
    """What the shop's server says of who is logged in."""
    with world.aside():
        return hmac.new(user_secret().encode(), user.encode(), hashlib.sha256).hexdigest()


def left(world: World, **who: str) -> None:
    """Somebody leaves a cart for three hours."""
    post(world, added(world, f"m{world.clock}", **who))
    world.pass_time(3 * HOUR)


def test_a_user_with_the_proof_of_the_shop_s_server_finds_the_message_once(world):
    left(world, userId="u1")
    status, said = asked(world, userId="u1", userHash=hashed(world, "u1"))
    (one,) = said["messages"]
    assert (status, said["unread"], one["title"], one["read"]) == (200, 1, "Your cart is still here", False)
    assert [(sent.state, sent.id, sent.subject) for sent in the_messages(world)] == [("sent", one["id"], one["title"])]


@pytest.mark.parametrize(
    "proof", [{}, {"userHash": ""}, {"userHash": "0" * 64}, {"userHash": "é"}, {"anonymousId": "a1"}]
)
def test_without_the_right_proof_nothing_of_a_user_is_shown(world, proof):
    left(world, userId="u1", anonymousId="a1")
    status, said = asked(world, userId="u1", **proof)
    assert (status, said["type"]) == (401, "urn:segue:problem:bad-user-hash")


def test_an_anonymous_visitor_finds_what_was_written_to_that_browser_and_a_stranger_nothing(world):
    left(world, anonymousId="a1")
    assert [one["title"] for one in asked(world, anonymousId="a1")[1]["messages"]] == ["Your cart is still here"]
    assert asked(world, anonymousId="a2") == (200, {"messages": [], "unread": 0})


def test_what_was_written_to_a_user_is_not_shown_to_the_browser_alone(world):
    post(world, identified(world, "m0", "u1", anonymousId="a1"))
    left(world, userId="u1", anonymousId="a1")
    assert asked(world, anonymousId="a1")[1]["messages"] == []
    assert len(asked(world, userId="u1", userHash=hashed(world, "u1"), anonymousId="a1")[1]["messages"]) == 1


def test_who_logs_in_finds_what_was_written_before(world):
    left(world, anonymousId="a1")
    post(world, identified(world, "m9", "u1", anonymousId="a1"))
    world.pass_time(MINUTE)
    assert len(asked(world, userId="u1", userHash=hashed(world, "u1"))[1]["messages"]) == 1


def test_who_claims_an_address_finds_nothing_of_whoever_has_it(world):
    post(world, message(world, "identify", "m0", anonymousId="a1", traits={"email": "kim@shop.test"}))
    left(world, anonymousId="a1")
    post(world, identified(world, "m9", "u9", "kim@shop.test"))
    world.pass_time(MINUTE)
    who = json.dumps({"type": "email", "value": "kim@shop.test"})
    found = Api(world, "agent").ask("POST", "/v1/people/find", who)[1]
    assert {one["value"] for one in found["identifiers"]} >= {"u9", "a1"}
    assert asked(world, userId="u9", userHash=hashed(world, "u9"))[1]["messages"] == []
    assert len(asked(world, anonymousId="a1")[1]["messages"]) == 1


def test_reading_and_putting_away_are_events_and_settle_the_message(world):
    left(world, anonymousId="a1")
    about = {"message_id": asked(world, anonymousId="a1")[1]["messages"][0]["id"]}
    post(world, message(world, "track", "r1", event="Message Read", properties=about, anonymousId="a1"))
    world.pass_time(MINUTE)
    assert asked(world, anonymousId="a1")[1]["unread"] == 0
    post(world, message(world, "track", "r2", event="Message Dismissed", properties=about, anonymousId="a1"))
    world.pass_time(MINUTE)
    assert asked(world, anonymousId="a1")[1]["messages"] == []


def test_what_no_longer_holds_is_gone(world):
    left(world, anonymousId="a1")
    world.pass_time(7 * DAY)
    assert asked(world, anonymousId="a1")[1]["messages"] == []


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.LOST])
@pytest.mark.parametrize("number", range(8))
def test_a_sender_that_dies_anywhere_leaves_one_message_that_is_found(world, fault, number):
    asking: list[Any] = []

    def fails(one: Any) -> Fault | None:
        asking.extend([one] if one.function == "send_direct" else [])
        return fault if one.function == "send_direct" and len(asking) == number + 1 else None

    world.region.gate.plan = fails
    left(world, anonymousId="a1")
    world.pass_time(HOUR)
    assert len(asking) > number
    assert len(asked(world, anonymousId="a1")[1]["messages"]) == 1


def test_a_no_to_messages_on_the_site_is_in_force(world):
    no = {"channel": "inapp", "purpose": "marketing", "granted": False}
    post(world, message(world, "track", "n1", event="Consent Updated", properties=no, userId="u1"))
    left(world, userId="u1")
    assert [(one.state, one.reasons) for one in the_messages(world)] == [("dropped", ("opted-out",))]


@pytest.mark.parametrize(
    ("method", "body", "status", "reason"),
    [
        ("POST", "no JSON", 400, "bad-json"),
        ("POST", "[]", 400, "bad-json"),
        ("POST", "{}", 400, "nobody-named"),
        ("POST", '{"anonymousId": "null"}', 400, "nobody-named"),
        ("POST", '{"anonymousId": "' + "a" * 9000 + '"}', 413, "oversize"),
        ("GET", "", 404, "unknown-route"),
    ],
)
def test_a_caller_s_mistake_is_answered_in_a_sentence(world, method, body, status, reason):
    with world.aside():
        event = http(method, "/v1/inbox", body) | {"queryStringParameters": {"writeKey": write_key()}}
    answer = world.lambdas.invoke("inbox", event)
    assert (answer["statusCode"], json.loads(answer["body"])["type"]) == (status, f"urn:segue:problem:{reason}")


def test_without_a_write_key_nobody_is_answered_and_a_browser_may_read_the_answer(world):
    assert asked(world, key="wk_no", anonymousId="a1")[0] == 401
    event = http("OPTIONS", "/v1/inbox", headers={"origin": "https://shop.test"})
    answer = world.lambdas.invoke("inbox", event)
    assert (answer["statusCode"], answer["headers"]["access-control-allow-origin"]) == (204, "https://shop.test")


def test_staff_see_what_the_customer_sees(world):
    left(world, userId="u1")
    who = json.dumps({"type": "user_id", "value": "u1"})
    _, found = Api(world, "agent").ask("POST", "/v1/people/find", who)
    status, said = Api(world, "agent").ask("GET", f"/v1/people/{found['id']}/inbox")
    assert (status, [one["title"] for one in said["items"]]) == (200, ["Your cart is still here"])
