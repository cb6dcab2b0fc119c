"""Who may ask the people API what, what is held back, and how the API describes itself."""

import json

import pytest

from segue.deliveries import Delivery, Rejected
from segue.times import MINUTE
from segue.wiring.quarantine import quarantine
from tests.faults.shop import http, identified, post
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [
        ("agent", "/v1/people?q=x", 200),
        ("", "/v1/people?q=x", 403),
        ("visitor", "/v1/people?q=x", 403),
        ("marketer", "/v1/quarantine", 403),
        ("admin", "/v1/quarantine", 200),
        ("privacy", "/v1/people?q=x", 200),
    ],
)
def test_a_route_is_for_its_roles(world, role, path, expected):
    assert Api(world, role).get(path)[0] == expected


def test_without_claims_nothing_is_told(world):
    answer = world.lambdas.invoke("people", http("GET", "/v1/people/u_x"))
    assert answer["statusCode"] == 403


def test_a_marketer_sees_no_address(world):
    post(world, identified(world, "m1", "u1", KIM))
    world.pass_time(MINUTE)
    found = {role: Api(world, role).get("/v1/people?q=u1")[1]["items"][0] for role in ("agent", "marketer")}
    timeline = Api(world, "marketer").get(f"/v1/people/{found['agent']['id']}/timeline")[1]
    assert KIM in json.dumps(found["agent"])
    assert KIM not in json.dumps([found["marketer"], timeline])
    assert found["marketer"]["traits"] == {"email": "•••", "firstName": "Kim"}


def test_what_could_not_be_understood_is_listed_with_its_reason(world):
    post(world, {"type": "track", "event": "Lost", "messageId": "m1"})
    post(world, {"type": "track", "event": "Lost too", "messageId": "m2"})
    status, page = Api(world).get("/v1/quarantine?reason=no-identifier")
    assert (status, len(page["items"]), page["next"]) == (200, 2, None)
    assert {one["reason"] for one in page["items"]} == {"no-identifier"}
    assert "Lost" in page["items"][0]["body"]
    assert Api(world).get("/v1/quarantine?source=elsewhere")[1]["items"] == []


def test_the_records_of_one_bad_batch_stay_on_one_page(world):
    post(world, *({"type": "track", "event": f"Lost {number}", "messageId": f"m{number}"} for number in range(7)))
    world.pass_time(5)
    post(world, {"type": "track", "event": "Lost at last", "messageId": "m9"})
    first = Api(world).get("/v1/quarantine?limit=3")[1]
    second = Api(world).get(f"/v1/quarantine?limit=3&before={first['next']}")[1]
    assert (len(first["items"]), len(second["items"]), second["next"]) == (1, 7, None)


def test_a_record_that_is_as_unclear_as_before_stays(world):
    post(world, {"type": "track", "event": "Lost", "messageId": "m1"})
    (record,) = Api(world).get("/v1/quarantine")[1]["items"]
    status, problem = Api(world).post(f"/v1/quarantine/{record['id']}/replay", "")
    assert (status, problem["type"]) == (400, "urn:segue:problem:no-identifier")
    assert Api(world).post("/v1/quarantine/unknown/replay", "")[0] == 404
    assert Api(world, "agent").post(f"/v1/quarantine/{record['id']}/replay", "")[0] == 403


def test_the_api_describes_itself_to_everybody(world):
    answer = world.lambdas.invoke("people", http("GET", "/openapi.json"))
    described = json.loads(answer["body"])
    assert {"/v1/people/find", "/v1/people/{person}/timeline", "/v1/playbook/apply", "/v1/segments"} <= set(
        described["paths"]
    )
    assert described["paths"]["/v1/people/find"]["post"]["security"] == [{"staff": []}]
    assert described["openapi"].startswith("3.")


def test_health_is_for_everybody_and_says_no_more(world):
    answer = world.lambdas.invoke("people", http("GET", "/health"))
    assert (answer["statusCode"], json.loads(answer["body"])) == (200, {"status": "ok"})


def test_a_record_that_is_clear_by_now_goes_into_the_ledger(world):
    body = b'{"type": "track", "event": "Found", "messageId": "m1", "userId": "u1"}'
    with world.aside():
        quarantine().keep([Rejected(Delivery("web", "segment", body, {"route": "track"}, world.clock), "was-a-bug")])
    (record,) = Api(world).get("/v1/quarantine")[1]["items"]
    answers = [Api(world).post(f"/v1/quarantine/{record['id']}/replay", "") for _ in range(2)]
    world.pass_time(MINUTE)
    assert [(status, one["stored"], one["duplicate"]) for status, one in answers] == [(200, 1, 0), (200, 0, 1)]
    assert Api(world).get("/v1/quarantine")[1]["items"][0]["state"] == "replayed"
    assert len(Api(world).get("/v1/people?q=u1")[1]["items"]) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded", "text/plain", ""])
def test_a_body_of_json_is_read_whatever_it_is_called(world, kind):
    event = http(
        "POST", "/v1/people/find", json.dumps({"type": "email", "value": "a@b.example"}), {"content-type": kind}
    )
    claims = {"username": "agent-1", "cognito:groups": "[agent]"}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    assert (world.lambdas.invoke("people", event) or {})["statusCode"] == 404
