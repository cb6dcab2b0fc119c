"""Programs with tokens of their own: what they may is the scopes of the token, route by route."""

import dataclasses
import itertools
import json

import pytest

from segue.api.roles import ALL, GROUPS
from segue.api.routes import Route, resolve, resolver
from segue.times import MINUTE
from tests.faults.shop import http, identified, post
from tests.handlers.test_audit_routes import BY_FUNCTION
from tests.handlers.trail import entered

ROUTES = [one for one in itertools.chain(*BY_FUNCTION.values()) if one.roles]
SCOPES = [f"segue/{role}{read}" for role in sorted(ALL) for read in ("", ".read")]
KIM = "kim@shop.test"


def nothing() -> dict[str, str]:
    return {}


def asked(route: Route, **claims: object) -> int:
    """The status of a request to a route whose answer is stood in for: roles and middlewares are its own."""
    event = http(route.method, route.rule)
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"sub": "m1", "client_id": "m1", **claims}}}
    return resolve(resolver((dataclasses.replace(route, answer=nothing),)), event, None)["statusCode"]


def named(route: Route) -> Route:
    """The same route on a way without parameters."""
    return dataclasses.replace(route, rule=route.rule.replace("<", "").replace(">", ""))


@pytest.mark.parametrize("route", ROUTES, ids=lambda one: f"{one.method} {one.rule}")
def test_a_route_is_for_programs_of_its_scopes_alone(world, route):
    with world.aside():
        told = {scope: asked(named(route), scope=scope) for scope in SCOPES}
        for lacking in ("", "segue/", "segue/visitor", "other/admin", "openid", "segue/admin.write"):
            assert asked(named(route), scope=lacking) == 403
    for scope, status in told.items():
        role, read = scope.removeprefix("segue/").removesuffix(".read"), scope.endswith(".read")
        assert (status != 403) == (role in route.roles and (not read or route.method == "GET")), scope


def test_a_scope_adds_nothing_to_somebody_who_has_signed_in(world):
    with world.aside():
        assert asked(named(ROUTES[0]), username="amy", scope="segue/admin") == 403
        assert asked(named(ROUTES[0]), **{"username": "amy", GROUPS: "[agent]"}) == 200


@pytest.mark.parametrize(("scope", "told"), [("segue/agent.read", KIM), ("segue/marketer.read", "•••")])
def test_a_program_sees_the_fields_of_its_role_and_stands_in_the_audit_trail(world, scope, told):
    post(world, identified(world, "m1", "u1", KIM))
    world.pass_time(MINUTE)
    event = http("GET", "/v1/people") | {"queryStringParameters": {"q": "u1"}, "rawQueryString": "q=u1"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"sub": "m1", "client_id": "m1", "scope": scope}}}
    (found,) = json.loads(world.lambdas.invoke("people", event)["body"])["items"]
    assert found["traits"]["email"] == told
    (row,) = entered(world, "person.searched")
    assert (row["actor"], row["client"], row["role"]) == ("m1", "m1", scope.partition("/")[2].removesuffix(".read"))
