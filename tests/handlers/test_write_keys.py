"""Write keys of one's own: made, used by the right pages, told in the ledger, revoked within a minute."""

import json

import pytest

from segue.aws.write_keys import FRESH
from segue.times import MINUTE, SECOND
from tests.faults.cloud.wire import Request
from tests.faults.endings import rows
from tests.faults.shop import http, posting, viewed
from tests.handlers.staff_requests import Api
from tests.handlers.trail import entered

SHOP = "https://shop.example"


def made(world, **more) -> dict:
    status, key = Api(world).post("/v1/keys", {"name": "web shop", "kind": "browser", **more})
    assert status == 201, key
    return key


def sent(world, key: str, name: str = "m1", **headers: str) -> tuple[int, dict]:
    event = posting(world, viewed(world, name, anonymousId="a1"), key=lambda: key)()
    event["headers"] |= headers
    answer = world.lambdas.invoke("collect", event)
    return answer["statusCode"], {**json.loads(answer["body"]), "headers": answer["headers"]}


def reads(world, act) -> list[Request]:
    """What `collect` reads meanwhile."""
    seen: list[Request] = []
    world.region.gate.watchers.append(seen.append)
    act()
    world.region.gate.watchers.remove(seen.append)
    return [one for one in seen if one.function == "collect" and one.operation in ("GetItem", "BatchGetItem", "Query")]


def test_a_key_is_told_once_and_listed_by_how_it_begins(world):
    key = made(world, origins=["https://Shop.example/"])
    (listed, *firsts) = Api(world).get("/v1/keys")[1]["items"]
    assert key["key"].startswith(listed["begins"])
    assert (listed["origins"], listed["name"], "key" in listed) == ([SHOP], "web shop", False)
    assert [one["id"] for one in firsts] == ["first", "first-server"]
    assert key["key"] not in json.dumps([rows(world, "Requests")], default=str)


def test_what_comes_by_it_says_so_in_the_ledger_and_nobody_else_can_say_it(world):
    key = made(world)
    assert sent(world, key["key"])[0] == 200
    said = viewed(world, "m2", anonymousId="a1", context={"segue_key": key["id"]})
    world.call("collect", posting(world, said))
    world.pass_time(MINUTE)
    with world.aside():
        from tests.doors import event_of

        found = {one.message_id: one.context.get("segue_key") for one in map(event_of, rows(world, "Ledger"))}
    assert found == {"m1": key["id"], "m2": None}


def test_a_page_of_another_origin_is_refused_and_counted(world):
    key = made(world, origins=[SHOP])["key"]
    assert sent(world, key, origin=SHOP)[0] == 200
    status, problem = sent(world, key, "m2", origin="https://evil.example")
    assert (status, problem["type"]) == (403, "urn:segue:problem:origin-refused")
    assert problem["headers"]["content-type"] == "application/problem+json"
    assert any('"not-proven","reason":"origin-refused"' in line for line in world.lambdas.output)
    assert sent(world, key, "m3")[0] == 200, "programs of the shop's tell no origin"


def test_revoked_it_is_refused_within_a_minute_everywhere(world):
    key = made(world)
    assert sent(world, key["key"])[0] == 200
    status, gone = Api(world).ask("DELETE", f"/v1/keys/{key['id']}")
    assert (status, bool(gone["revoked"]), gone["revoked_by"]) == (200, True, "admin-1")
    world.pass_time(FRESH - SECOND)
    world.pass_time(SECOND)
    assert sent(world, key["key"], "m2")[0] == 401
    assert Api(world).ask("DELETE", f"/v1/keys/{key['id']}")[0] == 200
    assert Api(world).ask("DELETE", "/v1/keys/nothing")[0] == 404


def test_the_stacks_first_key_goes_on_until_it_is_revoked(world):
    made(world)
    answer = world.call("collect", posting(world, viewed(world, "m1", anonymousId="a1")))
    assert answer["statusCode"] == 200
    assert Api(world).ask("DELETE", "/v1/keys/first")[0] == 200
    world.pass_time(15 * MINUTE)
    refused = world.lambdas.invoke("collect", posting(world, viewed(world, "m2", anonymousId="a1"))())
    assert refused["statusCode"] == 401
    assert [one["revoked"] is not None for one in Api(world).get("/v1/keys")[1]["items"]] == [False, True, False]


def test_the_first_key_and_invented_ones_cause_no_read_and_an_own_one_causes_one_a_minute(world):
    key = made(world)["key"]
    sent(world, key)
    invented = [f"wk_{number:010d}{'a' * 24}" for number in range(50)]
    assert reads(world, lambda: [sent(world, one, "m2") for one in invented]) == []
    assert reads(world, lambda: world.call("collect", posting(world, viewed(world, "m3", anonymousId="a1")))) == []
    world.pass_time(FRESH)
    assert len(reads(world, lambda: [sent(world, key, f"m{number}") for number in range(10, 30)])) == 1


def test_a_server_key_is_believed_from_a_server_and_not_from_a_page(world):
    key = made(world, kind="server")["key"]
    assert sent(world, key)[0] == 200
    assert sent(world, key, "m2", origin=SHOP)[0] == 401
    world.pass_time(MINUTE)
    with world.aside():
        from tests.doors import event_of

        assert [event_of(row).source for row in rows(world, "Ledger")] == ["server"]


def test_the_day_of_its_last_use_is_told(world):
    key = made(world)
    assert Api(world).get("/v1/keys")[1]["items"][0]["used"] == ""
    sent(world, key["key"])
    assert Api(world).get("/v1/keys")[1]["items"][0]["used"] == "2026-01-01"


def test_who_made_and_who_revoked_stands_in_the_audit_trail(world):
    key = made(world)
    Api(world).ask("DELETE", f"/v1/keys/{key['id']}")
    told = {row["action"]: (row["actor"], row["object"]) for row in entered(world)}
    assert told == {"key.created": ("admin-1", key["id"]), "key.revoked": ("admin-1", key["id"])}


def test_the_same_request_again_is_the_same_key(world):
    body = {"name": "web shop", "kind": "browser"}
    first, again = (Api(world).post("/v1/keys", body, "k1")[1] for _ in range(2))
    assert (first["key"], len(Api(world).get("/v1/keys")[1]["items"])) == (again["key"], 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "robot"},
        {"origins": ["shop.example"]},
        {"origins": ["https://shop.example/path"]},
        {"kind": "server", "origins": [SHOP]},
        {"origins": [f"https://{number}.example" for number in range(21)]},
    ],
)
def test_what_is_no_key_is_said(world, wrong):
    status, problem = Api(world).post("/v1/keys", {"name": "x", "kind": "browser", **wrong})
    assert (status in (400, 422), problem["status"]) == (True, status)


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy", ""])
def test_keys_are_for_administrators(world, role):
    assert Api(world, role).get("/v1/keys")[0] == 403
    assert Api(world, role).post("/v1/keys", {"name": "x"})[0] == 403
    assert Api(world, role).ask("DELETE", "/v1/keys/first")[0] == 403


def test_the_settings_of_an_sdk_are_told_for_a_key_of_ones_own(world):
    key = made(world)["key"]
    assert world.lambdas.invoke("collect", http("GET", f"/v1/projects/{key}/settings"))["statusCode"] == 200
    assert world.lambdas.invoke("collect", http("GET", "/v1/projects/wk_none/settings"))["statusCode"] == 404
