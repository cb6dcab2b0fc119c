"""Cases under faults: at whatever request it breaks off, the same is done, once, and stands on the trail once."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.messages import Message
from segue.messaging.case_links import code_of
from segue.times import HOUR, MINUTE
from segue.wiring.links import links
from segue.wiring.people import profiles
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, rows
from tests.faults.providers import shop_told
from tests.faults.shop import added, http, identified, post
from tests.faults.striking import odd_ones

KIM = "kim@shop.test"
CASES = "/v1/privacy/cases"
REDACT = {"shop_domain": "shop.test", "customer": {"id": 7, "email": KIM}, "orders_to_redact": [1]}


def asked(world: World, path: str, said: Any, key: str) -> Any:
    """An officer who asks until it is answered."""
    event = http("POST", path, json.dumps(said), {"Idempotency-Key": key})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "pia", "cognito:groups": "[privacy]"}}}
    answer = world.call("privacy", lambda: event)
    while answer["statusCode"] == HTTPStatus.CONFLICT:  # the first one died, and counts as running for a while
        world.pass_time(MINUTE)
        answer = world.call("privacy", lambda: event)
    assert answer["statusCode"] in (HTTPStatus.OK, HTTPStatus.CREATED), (answer, world.lambdas.errors[-1:])
    return json.loads(answer["body"])


def lived(world: World) -> None:
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.pass_time(MINUTE)


def worked(plan: Plan = nothing) -> World:
    """Kim is asked by a code who asks, restricted, put right, and answered."""
    world = World()
    with world.open():
        lived(world)
        world.region.gate.plan = plan
        who = {"identifier": {"type": "email", "value": KIM}, "channel": "email"}
        case = asked(world, CASES, {**who, "kind": "rectification"}, "k1")
        at = f"{CASES}/{case['id']}"
        asked(world, f"{at}/verification", {}, "k2")
        asked(world, f"{at}/verification", {"code": code(world)}, "k3")
        asked(world, f"{at}/work", {"traits": {"firstName": "Kimberly"}}, "k4")
        asked(world, f"{at}/extension", {"reason": "many systems"}, "k5")
        asked(world, f"{at}/answer", {"reason": "by mail"}, "k6")
        other = asked(world, CASES, {**who, "kind": "restriction"}, "k7")
        asked(world, f"{CASES}/{other['id']}/work", {}, "k8")
        world.region.gate.plan = nothing
        world.pass_time(HOUR)
    return world


def code(world: World) -> str:
    """That of the newest message."""
    with world.aside():
        (found,) = [row for row in rows(world, "Requests") if row.get("kind") == "case"]
        return code_of(links().secret, found["check"]["message"])


def entered(plan: Plan = nothing) -> World:
    """The customer types the code on the page, until it is answered."""
    world = World()
    with world.open():
        lived(world)
        case = asked(
            world, CASES, {"identifier": {"type": "email", "value": KIM}, "kind": "access", "channel": "x"}, "1"
        )
        asked(world, f"{CASES}/{case['id']}/verification", {}, "2")
        with world.aside():
            (found,) = [row for row in rows(world, "Requests") if row.get("kind") == "case"]
            token = links().ways_out(_carrier(found)).get("case", {})["url"].partition("segue.test")[2]
        body, typed = urlencode({"code": code(world)}), {"content-type": "application/x-www-form-urlencoded"}
        world.region.gate.plan = plan
        answer = world.call("preferences", lambda: http("POST", token, body, typed))
        assert answer["statusCode"] == HTTPStatus.OK, answer
        world.region.gate.plan = nothing
    return world


def _carrier(found: Any) -> Any:
    point = key_of(Identifier("email", KIM))
    return Message(found["check"]["message"], "", point, f"case:{found['id']}", "", "", "", "email", "transactional", 0)


def redacted(plan: Plan = nothing) -> World:
    """Shopify wants Kim erased, and says so until it is answered."""
    world = World()
    with world.open():
        lived(world)
        world.region.gate.plan = plan
        shop_told(world, "customers/redact", REDACT, "w1")
        world.pass_time(HOUR)
        world.region.gate.plan = nothing
        world.pass_time(HOUR)
    return world


def ending(world: World) -> Any:
    """The cases with what happened, the trail, what the ledger and the profile say; moments aside."""
    found = rows(world, "Requests")
    cases = sorted(
        (row["state"], row["asks_for"], row["asked"], [one["what"] for one in row["history"]], len(row["requests"]))
        for row in found
        if row["pk"].startswith("case#")
    )
    trail = sorted((row["action"], row["actor"]) for row in found if row.get("kind") == "audit")
    with world.open(), world.aside():
        person = profiles().read(key_of(Identifier("user_id", "u1")))
        events = sorted(one.message_id for some in ledger_of(world).values() for one in some)
        said = (person.traits.get("firstName"), person.restricted) if person else None
    points = sorted((row["pk"], sorted(one for one in row if one[:3] == "no_")) for row in rows(world, "ContactPoints"))
    return cases, trail, said, events, points


def test_quiet_cases_do_what_they_are_to() -> None:
    cases, trail, said, _, _ = ending(worked())
    assert [(one[0], one[1]) for one in cases] == [("answered", "rectification"), ("working", "restriction")]
    assert cases[0][3] == ["opened", "code-sent", "identified", "begun", "extended", "answered"]
    assert said == ("Kimberly", True)
    assert len(trail) == len(cases[0][3]) + len(cases[1][3])


def test_a_fault_at_any_request_of_an_officer_s_ends_the_same() -> None:
    assert not odd_ones(worked, ending, "privacy")


def test_a_fault_while_the_customer_types_the_code_ends_the_same() -> None:
    assert not odd_ones(entered, ending, "preferences")


@pytest.mark.parametrize("function", ["receive_commerce", "privacy"])
def test_a_fault_while_shopify_has_somebody_erased_ends_the_same(function: str) -> None:
    assert not odd_ones(redacted, ending, function)
