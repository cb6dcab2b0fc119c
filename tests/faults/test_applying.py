"""An apply with a fault at every AWS request: the caller comes again, and one version and its rules are in force."""

import json
from typing import Any

from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.shop import http
from tests.faults.striking import odd_ones, requests_of

FUNCTION = "playbook"
ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello"
TEXT = f"pattern: {{detail-type: [OrderPlaced]}}\ntarget: {ARN}\n"
FIRST = {"files": {"rules/old.yaml": TEXT, "rules/hello.yaml": TEXT.replace("OrderPlaced", "CartUpdated")}}
SECOND = {"files": {"rules/hello.yaml": TEXT, "rules/new.yaml": TEXT}, "replace": True}
CLAIMS = {"username": "kim", "cognito:groups": "[marketer]"}


def asked(world: World, method: str, path: str, body: object = None) -> Any:
    """The answer's body, by a caller who comes again."""
    event = http(method, path, json.dumps(body) if body else "", {})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": CLAIMS, "scopes": None}}
    answer = world.call(FUNCTION, lambda: event)
    assert answer["statusCode"] == 200, answer
    return json.loads(answer["body"])


def played(plan: Plan = nothing) -> World:
    """A world in which one version was put in force quietly, and another one with faults."""
    world = World()
    with world.open():
        asked(world, "POST", "/v1/playbook/apply", FIRST)
        world.region.forget_counts()
        world.region.gate.plan = plan
        asked(world, "POST", "/v1/playbook/apply", SECOND)
        world.region.gate.plan = nothing
    return world


def ended(world: World) -> tuple[Any, Any, Any]:
    """Versions with what they changed, texts in force, rules on the bus."""
    with world.open():
        versions = asked(world, "GET", "/v1/playbook/versions")["items"]
        told = [(one["version"], one["changed"], one["by"]) for one in versions]
        return told, asked(world, "GET", "/v1/playbook"), world.region.bus.outside


def test_the_quiet_apply_leaves_what_it_says() -> None:
    world = played()
    versions, playbook, rules = ended(world)
    assert requests_of(world, FUNCTION) > 20
    assert [one[0] for one in versions] == [3, 2, 1]
    assert playbook == {"version": 3, "files": SECOND["files"]}
    assert {name: one["pattern"]["detail-type"] for name, one in rules.items()} == {
        "segue-test-out-hello": ["OrderPlaced"],
        "segue-test-out-new": ["OrderPlaced"],
    }


def test_a_fault_at_any_request_ends_in_the_same_playbook() -> None:
    assert not odd_ones(played, ended, FUNCTION)
