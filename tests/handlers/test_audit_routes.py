"""Every route of the API leaves its row in the audit trail where it shows or changes a customer: a walk over all of
them. A route that is in none of the lists below fails, and so does one that leaves no row."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from segue.api.conversation_interface import CONVERSATIONS
from segue.api.group_interface import SEGMENTS
from segue.api.interface import PEOPLE
from segue.api.measure_interface import MEASURES
from segue.api.playbook_interface import PLAYBOOK
from segue.api.privacy_interface import REQUESTS
from segue.api.roles import ADMIN
from segue.api.routes import Route, resolve, resolver
from segue.times import MINUTE
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, post, put_in_force
from tests.handlers.routes_by_people import ELSEWHERE, EMAIL, NOBODY, PLAYED
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import started, whole_starter
from tests.handlers.talks import KIM, two_mails
from tests.handlers.test_messages_api import TEMPLATE
from tests.handlers.trail import entered, held_back

ADMINS = frozenset({ADMIN})
BY_FUNCTION = {
    "people": PEOPLE,
    "segments": SEGMENTS,
    "playbook": PLAYBOOK,
    "conversations": CONVERSATIONS,
    "measure": MEASURES,
    "privacy": REQUESTS,
}
ROUTES = {
    route.answer.__name__: (function, route)
    for function, all_of in BY_FUNCTION.items()
    for route in all_of
    if route.roles
}
Facts = dict[str, str]
Played = tuple[int, Any, list[dict[str, Any]]]  # status, answer, and what was entered
NOT_ENTERED = {"keep_draft"}  # what the agent types is kept for the agent alone; it is entered when it is said


def test_every_route_is_in_one_of_the_lists():
    assert set(ROUTES) == set(PLAYED) | set(ELSEWHERE) | NOBODY
    assert set(PLAYED) & set(ELSEWHERE) == set(PLAYED) & NOBODY == set(ELSEWHERE) & NOBODY == set()


def test_whatever_names_a_customer_in_its_way_is_not_in_the_list_of_those_that_tell_of_nobody():
    ways = ("<person>", "<conversation>", "<message>", "<merge>")
    assert not {name for name in NOBODY if any(one in ROUTES[name][1].rule for one in ways)}


@pytest.fixture(scope="module")
def walked() -> Iterator[tuple[World, Facts, dict[str, Played]]]:
    """All of them asked as an administrator, each ten minutes after the other, so that each look is its own."""
    texts = {**files(), **whole_starter(), "templates/receipt.yaml": TEMPLATE}
    with started(texts) as world:
        facts = _settled(world)
        yield world, facts, {name: _asked(world, facts, name, said) for name, said in PLAYED.items()}


def _settled(world: World) -> Facts:
    put_in_force(world, {**files(), **whole_starter(), "templates/receipt.yaml": TEMPLATE})
    one, other = two_mails(world)
    post(world, added(world, "m7", "c1", userId="u1"), identified(world, "m8", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    kim = person(Api(world), EMAIL)["id"]
    return {
        "person": kim,
        "conversation": one,
        "other": other,
        "cart": "c1",
        "segment": "open-cart",
        "placement": "home-hero",
        "macro": "sorry",
        "template": "abandoned-cart",
        "record": held_back(world),
    }


def _asked(world: World, facts: Facts, name: str, said: Any) -> Played:
    world.pass_time(10 * MINUTE)
    function, route = ROUTES[name]
    more = said if isinstance(said, str) else ""
    body = said(facts) if callable(said) else said
    given = json.dumps(body) if isinstance(body, dict) else ""
    before = {row["pk"] for row in entered(world)}
    status, answer = Api(world, "admin", function).ask(route.method, _way(route, facts) + more, given)
    _learn(facts, name, answer)
    return status, answer, [row for row in entered(world) if row["pk"] not in before]


def _way(route: Route, facts: Facts) -> str:
    way = route.rule
    for name, value in facts.items():
        way = way.replace(f"<{name}>", value)
    return way


def _learn(facts: Facts, name: str, answer: Any) -> None:
    """What the next need of what this one answered."""
    if name == "create_message":
        facts["message"] = answer.get("id", "")
    if name == "make_code":
        facts["code"] = answer.get("code", "")
    if name == "merge_people":
        facts["merge"] = answer.get("id", "")
    if name == "open_case":
        facts["case"] = answer.get("id", "")


@pytest.mark.parametrize("name", PLAYED)
def test_a_route_that_shows_or_changes_a_customer_leaves_its_row(walked, name):
    _, facts, answers = walked
    status, answer, left = answers[name]
    assert status < 400, (name, answer)
    if name in NOT_ENTERED:
        assert left == []
        return
    (row,) = left
    assert (facts["person"] in row["subjects"]) == (name != "read_quarantined"), row
    assert (row["actor"], row["role"], row["client"], bool(row["action"])) == ("admin-1", "admin", "api", True)
    assert KIM not in str(row)


def test_a_look_that_is_refused_or_finds_nobody_leaves_no_row(world):
    two_mails(world)
    before = len(entered(world))
    kim = person(Api(world), EMAIL)["id"]
    world.pass_time(10 * MINUTE)
    seen = len(entered(world))
    assert Api(world, "").get(f"/v1/people/{kim}")[0] == 403
    assert Api(world, "agent").get("/v1/people/u_" + "a" * 24)[0] == 404
    assert Api(world, "agent").get("/v1/people?q=nobody@shop.test")[1]["items"] == []
    assert (before, len(entered(world))) == (seen - 1, seen)


def test_a_change_under_the_same_key_is_one_row(world):
    talk, _ = two_mails(world)
    for _ in range(2):
        Api(world, "agent", "conversations").post(f"/v1/conversations/{talk}/turns", {"text": "Hi"}, "k1")
    assert [row["action"] for row in entered(world)].count("turn.added") == 1


def test_a_new_route_leaves_its_row_without_saying_so(world, monkeypatch):
    two_mails(world)
    kim = person(Api(world), EMAIL)["id"]
    shown = resolver((Route("GET", "/v1/tiny/<thing>", lambda thing: {"whose": [{"person": kim}]}, ADMINS),))
    event = http("GET", "/v1/tiny/x")
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "ada", "cognito:groups": "[admin]"}}}
    with world.aside():
        assert resolve(shown, event, None)["statusCode"] == 200
    (row,) = [one for one in entered(world) if one["actor"] == "ada"]
    assert (row["subjects"], row["action"]) == ([kim], "person.viewed")
