"""A browser key that somebody has copied out of a page reads nothing, speaks for nobody, and, where it wants a proof,
changes no customer. What a key without a proof may say is Segment's: docs/access.md."""

import hashlib
import hmac
import json

import pytest

from segue.aws.secrets import user_secret
from segue.times import MINUTE
from tests.faults.endings import rows
from tests.faults.shop import http, identified, message, post, posting
from tests.handlers.staff_requests import KIM, Api, person
from tests.handlers.test_write_keys import made

MAIL = "kim@shop.test"


@pytest.fixture
def leaked(world) -> str:
    """Kim, whom the shop knows, and the key of its pages, which wants a proof."""
    post(world, identified(world, "m1", "u1", MAIL, anonymousId="a1"))
    world.pass_time(MINUTE)
    return made(world, proof=True)["key"]


def says(world, key: str, *said: dict) -> None:
    answer = world.call("collect", posting(world, *said, key=lambda: key))
    assert answer["statusCode"] == 200
    world.pass_time(MINUTE)


def proof_of(world, user: str) -> str:
    with world.aside():
        return hmac.new(user_secret().encode(), user.encode(), hashlib.sha256).hexdigest()


def held(world) -> list[str]:
    return [one["reason"] for one in Api(world).get("/v1/quarantine")[1]["items"]]


@pytest.mark.parametrize(
    ("function", "path", "body"),
    [
        ("inbox", "/v1/inbox", {"userId": "u1"}),
        ("inbox", "/v1/inbox", {"userId": "u1", "userHash": "0" * 64}),
        ("decide", "/v1/decide", {"userId": "u1", "placements": ["home-hero"]}),
        ("chat", "/v1/chat", {"userId": "u1"}),
    ],
)
def test_it_reads_nothing_of_a_customer(world, leaked, function, path, body):
    answer = world.lambdas.invoke(function, http("POST", path, json.dumps({**body, "writeKey": leaked})))
    assert answer["statusCode"] == 401
    assert MAIL not in answer["body"]


def test_it_is_no_token_of_the_staff(world, leaked):
    asked = http("GET", "/v1/people/u_x", headers={"authorization": f"Bearer {leaked}"})
    assert world.lambdas.invoke("people", asked)["statusCode"] == 403


@pytest.mark.parametrize(
    "who",
    [
        {"userId": "u1"},
        {"userId": "u1", "anonymousId": "a1"},
        {"anonymousId": "evil", "traits": {"email": MAIL, "firstName": "Evil"}},
        {"anonymousId": "evil", "context": {"externalIds": [{"type": "email", "id": MAIL, "collection": "users"}]}},
        {"userId": "u1", "context": {"userHash": "0" * 64}},
        {"userId": "u1", "context": {"unproven_user": False}},
    ],
)
def test_it_overwrites_nothing_of_a_customer_and_joins_nobody(world, leaked, who):
    before = person(Api(world), KIM)
    says(world, leaked, message(world, "identify", "m2", **{"traits": {"firstName": "Evil"}, **who}))
    assert person(Api(world), KIM) == before
    assert held(world) == ["public-key"]


def test_by_pinpoint_s_calls_it_says_no_more(world, leaked):
    before = person(Api(world), KIM)
    endpoint = {"ChannelType": "EMAIL", "Address": MAIL, "User": {"UserId": "u1", "UserAttributes": {"city": ["Evil"]}}}
    headers = {"x-api-key": leaked, "content-type": "application/json"}
    asked = http("PUT", "/v1/apps/app/endpoints/e9", json.dumps(endpoint), headers)
    assert world.lambdas.invoke("collect", asked)["statusCode"] == 202
    world.pass_time(MINUTE)
    assert person(Api(world), KIM) == before
    assert held(world) == ["public-key"]


def test_it_merges_no_two_people(world, leaked):
    post(world, identified(world, "m3", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    says(world, leaked, message(world, "alias", "m2", userId="u1", previousId="u2"))
    assert person(Api(world), KIM)["merged_from"] == []
    assert person(Api(world), KIM)["id"] != person(Api(world), {"type": "user_id", "value": "u2"})["id"]


def test_it_unsubscribes_nobody(world, leaked):
    said = {"channel": "email", "purpose": "marketing", "granted": False, "email": MAIL}
    says(world, leaked, message(world, "track", "m2", event="Consent Updated", properties=said, anonymousId="evil"))
    assert not any(one.get("refused") or one.get("opted_out") for one in rows(world, "ContactPoints"))
    assert person(Api(world), KIM)["consent"] == []


def test_with_the_proof_the_customer_is_heard_and_the_proof_is_not_kept(world, leaked):
    proof = proof_of(world, "u1")
    said = message(world, "identify", "m2", userId="u1", traits={"city": "Kiel"}, context={"userHash": proof})
    says(world, leaked, said)
    assert person(Api(world), KIM)["traits"]["city"] == "Kiel"
    assert proof not in str(rows(world, "Ledger"))
    assert held(world) == []


def test_the_proof_of_one_customer_proves_no_other(world, leaked):
    said = message(world, "identify", "m2", userId="u1", context={"userHash": proof_of(world, "u2")})
    says(world, leaked, said)
    assert held(world) == ["public-key"]


def test_whoever_is_nobody_yet_is_heard(world, leaked):
    says(world, leaked, message(world, "page", "m2", anonymousId="a9", name="Home"))
    assert held(world) == []
    assert Api(world).get("/v1/people?q=a9")[1]["items"]


def test_one_of_the_staff_may_vouch_for_what_waits(world, leaked):
    says(world, leaked, message(world, "identify", "m2", userId="u1", traits={"city": "Kiel"}))
    (record,) = Api(world).get("/v1/quarantine")[1]["items"]
    assert Api(world).post(f"/v1/quarantine/{record['id']}/replay", "")[0] == 200
    world.pass_time(MINUTE)
    assert person(Api(world), KIM)["traits"]["city"] == "Kiel"
