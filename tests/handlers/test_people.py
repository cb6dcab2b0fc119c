"""The people API: finding customers, what is known of them, and who may ask."""

import json

import pytest

from segue.times import HOUR, MINUTE, to_text
from tests.faults.shop import added, http, identified, opted_out, ordered, post, viewed
from tests.handlers.staff_requests import Api

KIM = "kim@shop.test"
FIND = {"type": "email", "value": KIM}


@pytest.fixture
def api(world):
    return Api(world)


@pytest.fixture
def kim(world, api):
    """A customer who left a cart, known by three identifiers."""
    post(world, added(world, "m1", anonymousId="a1"))
    world.pass_time(MINUTE)
    post(world, identified(world, "m2", "u1", KIM, anonymousId="a1"))
    world.pass_time(MINUTE)
    return api.post("/v1/people/find", FIND)[1]["id"]


@pytest.mark.parametrize("named", [("user_id", "u1"), ("email", " KIM@shop.test "), ("anonymous_id", "a1")])
def test_every_identifier_leads_to_the_same_person(api, kim, named):
    status, person = api.post("/v1/people/find", {"type": named[0], "value": named[1]})
    assert (status, person["id"]) == (200, kim)


def test_a_person_is_told_with_identifiers_segments_and_facets(api, kim):
    _, person = api.get(f"/v1/people/{kim}")
    assert {one["type"]: one["value"] for one in person["identifiers"]} == {
        "anonymous_id": "a1",
        "user_id": "u1",
        "email": KIM,
    }
    assert [one["id"] for one in person["segments"]] == ["open-cart"]
    assert person["traits"]["firstName"] == "Kim"
    assert person["facets"]["carts"][0]["value"] == 19900
    assert len(person["merged_from"]) == 1


def test_the_id_from_before_a_merge_answers_with_the_person_of_today(api, kim):
    former = api.get(f"/v1/people/{kim}")[1]["merged_from"][0]
    assert api.get(f"/v1/people/{former}")[1]["id"] == kim


def test_a_search_takes_any_identifier_as_text(api, kim):
    found = [api.get(f"/v1/people?q={text}")[1]["items"] for text in (KIM, "u1", "a1", kim)]
    assert [[one["id"] for one in people] for people in found] == [[kim]] * 4
    assert api.get("/v1/people?q=nobody") == (200, {"items": [], "next": None})


@pytest.mark.parametrize("path", ["/v1/people/u_nobody", "/v1/people/x/timeline", "/v1/people/x/carts", "/v1/nowhere"])
def test_what_is_not_there_is_a_404(api, path):
    status, problem = api.get(path)
    assert (status, problem["status"], problem["instance"]) == (404, 404, path)
    assert problem["type"].startswith("urn:segue:problem:")


def test_nobody_is_found_by_an_identifier_that_was_never_seen(api):
    assert api.post("/v1/people/find", {"type": "phone", "value": "+31 6 1234"})[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "nul", "[]", "7", '"x"', "null", "{}", "[" * 50_000, "1" * 5_000),
        *('{"type": 1, "value": []}', '{"type": "email"}', '{"type": "email", "value": ""}'),
        *('{"type": "email", "value": "no address"}', '{"type": "email", "value": "a@b\\u0000"}'),
        '{"type": "\\ud800", "value": "\\ud800"}',
    ],
)
def test_a_body_that_makes_no_sense_is_never_our_fault(api, body):
    status, problem = api.post("/v1/people/find", body)
    assert status in (400, 404, 422)
    assert KIM not in json.dumps(problem)


def test_bytes_that_are_no_text_are_no_json(world):
    event = http("POST", "/v1/people/find") | {"body": "/+8=", "isBase64Encoded": True}
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"cognito:groups": "[admin]"}}}
    assert world.lambdas.invoke("people", event)["statusCode"] == 400


def test_the_timeline_tells_events_and_messages_newest_first(world, api, kim):
    world.pass_time(3 * HOUR)
    post(world, viewed(world, "m3", userId="u1"))
    _, page = api.get(f"/v1/people/{kim}/timeline")
    assert [one["title"] for one in page["items"]][-2:] == ["identify", "Product Added"]
    assert page["items"][0]["id"] == "m3"
    assert [one["time"] for one in page["items"]] == sorted((one["time"] for one in page["items"]), reverse=True)
    assert {one["kind"] for one in page["items"]} == {"event", "message"}


def test_pages_of_a_timeline_neither_skip_nor_repeat(world, api, kim):
    for number in range(9):
        post(world, viewed(world, f"v{number}", **{("userId", "anonymousId")[number % 2]: ("u1", "a1")[number % 2]}))
        world.pass_time(number % 3)
    seen, further = [], ""
    while further is not None:
        _, page = api.get(f"/v1/people/{kim}/timeline?limit=3&before={further}")
        seen += [one["id"] for one in page["items"]]
        further = page["next"]
    assert sorted(seen) == sorted(["m1", "m2", *(f"v{number}" for number in range(9))])


def test_an_event_without_a_time_of_its_own_stands_where_it_was_received(world, api, kim):
    post(world, {"type": "track", "event": "Called", "messageId": "m3", "userId": "u1"})
    world.pass_time(MINUTE)
    post(world, viewed(world, "m4", userId="u1"))
    before = to_text(world.clock)
    assert [one["id"] for one in api.get(f"/v1/people/{kim}/timeline")[1]["items"]] == ["m4", "m3", "m2", "m1"]
    assert api.get(f"/v1/people/{kim}/timeline?limit=1&before={before}")[1]["items"][0]["id"] == "m3"


@pytest.mark.parametrize(
    ("query", "expected"), [("kind=message", 1), ("kind=event&channel=email", 0), ("channel=web&limit=1", 1)]
)
def test_a_timeline_is_filtered_by_kind_and_channel(world, api, kim, query, expected):
    world.pass_time(3 * HOUR)
    assert len(api.get(f"/v1/people/{kim}/timeline?{query}")[1]["items"]) == expected


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "limit=9999", "before=%FF", "before=9x-", "before=AAAA", "kind=x"]
)
def test_a_timeline_asked_for_in_nonsense_is_a_4xx(api, kim, query):
    assert api.get(f"/v1/people/{kim}/timeline?{query}")[0] in (400, 422)


def test_a_kind_that_a_timeline_does_not_have_is_told_the_kinds(api, kim):
    (error,) = api.get(f"/v1/people/{kim}/timeline?kind=order")[1]["errors"]
    assert error["at"] == "query.kind"
    assert error["message"].startswith("this is one or several of event, turn")


def test_a_message_that_was_not_sent_is_a_decision_with_its_reason(world, api, kim):
    post(world, opted_out(world, "m3", KIM, userId="u1"))
    world.pass_time(3 * HOUR)
    (decision,) = api.get(f"/v1/people/{kim}/timeline?kind=decision")[1]["items"]
    (message,) = api.get(f"/v1/people/{kim}/messages")[1]["items"]
    assert decision["detail"]["reasons"] == message["reasons"] == ["opted-out"]
    assert (message["state"], message["journey"], message["channel"]) == ("dropped", "abandoned-cart", "email")


def test_runs_of_journeys_are_told(world, api, kim):
    world.pass_time(3 * HOUR)
    (run,) = api.get(f"/v1/people/{kim}/journeys")[1]["items"]
    assert (run["journey"], run["key"], run["state"], run["due"]) == ("abandoned-cart", "c1", "done", None)


def test_carts_are_told_in_minor_units_and_closed_by_an_order(world, api, kim):
    (before,) = api.get(f"/v1/people/{kim}/carts")[1]["items"]
    post(world, ordered(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    (after,) = api.get(f"/v1/people/{kim}/carts")[1]["items"]
    assert (before["open"], before["value"], before["currency"], before["items"][0]["name"]) == (
        True,
        19900,
        "EUR",
        "Tent",
    )
    assert after["open"] is False
