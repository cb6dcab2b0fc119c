"""Quarantine through the people API: looked at, and emptied after what was wrong has been mended."""

import json

import pytest

from segue.api.cursors import opaque
from segue.deliveries import Delivery, Parsed, Rejected
from segue.times import MINUTE
from segue.wiring import counting
from segue.wiring.accepting import accepting
from segue.wiring.quarantine import quarantine
from tests.faults.shop import post
from tests.handlers.staff_requests import Api


@pytest.fixture
def api(world):
    """An administrator's."""
    return Api(world)


def mended(world, *names, source="web"):
    """Records that nothing is wrong with any more."""
    bodies = [json.dumps({"type": "track", "event": "Found", "messageId": one, "userId": "u1"}) for one in names]
    for body in bodies:
        delivery = Delivery(source, "segment", body.encode(), {"route": "track"}, world.clock)
        with world.aside():
            quarantine().keep([Rejected(delivery, "was-a-bug", "a bug of ours")])
        world.pass_time(10)


def test_one_record_is_told_whole(world, api):
    mended(world, "m1")
    (listed,) = api.get("/v1/quarantine")[1]["items"]
    status, record = api.get(f"/v1/quarantine/{listed['id']}")
    assert status == 200
    assert (record["reason"], record["parser"], record["headers"]) == ("was-a-bug", "segment", {"route": "track"})
    assert (record["whole"], record["replayed"], record["size"]) == (True, None, len(record["body"]))
    assert api.get("/v1/quarantine/nothing")[0] == 404


def test_all_of_a_reason_are_replayed_at_once(world, api):
    post(world, {"type": "track", "event": "Lost", "messageId": "m0"})
    mended(world, "m1", "m2", "m3")
    done = api.post("/v1/quarantine/replay", {"reason": "was-a-bug"})[1]
    assert (done["replayed"], done["stored"], done["still"], done["next"]) == (3, 3, {}, None)
    world.pass_time(MINUTE)
    assert len(api.get("/v1/quarantine?state=open")[1]["items"]) == 1
    assert len(api.get("/v1/quarantine?state=replayed")[1]["items"]) == 3
    assert api.get("/v1/sources/web")[1]["quarantined"] == {"no-identifier": 1}


def test_everything_is_tried_a_part_at_a_time(world, api):
    mended(world, "m1", "m2")
    post(world, {"type": "track", "event": "Lost", "messageId": "m0"})
    first = api.post("/v1/quarantine/replay", {"limit": 2})[1]
    assert (first["replayed"], first["still"]) == (1, {"no-identifier": 1})
    second = api.post("/v1/quarantine/replay", {"limit": 2, "before": first["next"]})[1]
    assert (second["replayed"], second["still"], second["next"]) == (1, {}, None)


def test_only_the_source_that_was_asked_for_is_replayed(world, api):
    mended(world, "m1")
    mended(world, "m2", source="till")
    assert api.post("/v1/quarantine/replay", {"source": "till"})[1]["replayed"] == 1
    assert [one["source"] for one in api.get("/v1/quarantine?state=open")[1]["items"]] == ["web"]


def test_what_waits_is_counted_by_source_and_reason(world):
    mended(world, "m1", "m2")
    mended(world, "m3", source="till")
    with world.aside():
        found = quarantine().waiting()
    assert (found.counted, found.whole) == ({("web", "was-a-bug"): 2, ("till", "was-a-bug"): 1}, True)
    assert (found.of(), found.of("web"), found.of(reason="was-a-bug"), found.of("till", "other")) == (3, 2, 3, 0)


def test_a_record_whose_provider_is_no_more_keeps_no_other_back(world, api):
    mended(world, "m1")
    with world.aside():
        quarantine().keep([Rejected(Delivery("old", "a-provider-no-more", b"{}", {}, world.clock), "unknown-topic")])
    done = api.post("/v1/quarantine/replay", {})[1]
    assert (done["replayed"], done["still"]) == (1, {"unknown-provider": 1})


@pytest.mark.parametrize("body", [{"limit": 0}, {"limit": 501}, {"limit": "all"}, {"before": 7}])
def test_what_cannot_be_meant_is_refused(api, body):
    assert api.post("/v1/quarantine/replay", body)[0] == 422


@pytest.mark.parametrize("before", ["!", opaque("9" * 40), opaque("-1"), opaque("soon")])
def test_a_cursor_that_is_none_of_ours_is_refused(api, before):
    assert api.post("/v1/quarantine/replay", {"before": before})[0] == 400
    assert api.get(f"/v1/quarantine?before={before}")[0] == 400


def test_a_name_that_no_key_takes_is_no_record(api):
    assert api.get(f"/v1/quarantine/{'x' * 3000}")[0] == 404


def test_quarantine_is_for_administrators(world):
    assert Api(world, "agent").get("/v1/quarantine/x")[0] == 403
    assert Api(world, "marketer").post("/v1/quarantine/replay", {})[0] == 403


def test_a_held_delivery_that_comes_again_is_a_duplicate_and_not_held_twice(world):
    held = Rejected(Delivery("shop", "segment", b'{"type": "odd"}', {"route": "track"}, world.clock), "unknown-type")
    with world.aside():
        counts = [accepting().accept(Parsed(rejected=(held, held))) for _ in range(2)]
        found = counting.counts().of("shop")
    assert [one.quarantined for one in counts] == [2, 2]
    assert (found.received, found.duplicate, found.quarantined) == (4, 3, {"unknown-type": 1})


def test_what_nobody_will_understand_is_set_aside_with_a_reason(world, api):
    post(world, {"type": "track", "event": "Lost", "messageId": "m0"})
    (listed,) = api.get("/v1/quarantine")[1]["items"]
    before = api.get("/v1/sources/web")[1]
    path = f"/v1/quarantine/{listed['id']}/set-aside"
    status, told = api.post(path, {"reason": " a test "})
    assert (status, told["state"], told["set_aside"]["by"]) == (200, "set-aside", "admin-1")
    assert api.post(path, {"reason": "another"})[1]["set_aside"]["why"] == "a test"
    after = api.get("/v1/sources/web")[1]
    assert (after["quarantined"], after["ignored"], after["received"]) == ({}, {"set-aside": 1}, before["received"])
    assert [api.get(f"/v1/quarantine?state={one}")[1]["items"] != [] for one in ("open", "set-aside")] == [False, True]
    (noted,) = api.get("/v1/audit")[1]["items"]
    assert (noted["action"], noted["actor"], noted["reason"]) == ("quarantine.set-aside", "admin-1", "a test")


def test_what_is_set_aside_can_still_be_replayed_and_no_more_set_aside_then(world, api):
    mended(world, "m1")
    (listed,) = api.get("/v1/quarantine")[1]["items"]
    path = f"/v1/quarantine/{listed['id']}"
    api.post(f"{path}/set-aside", {"reason": "too early"})
    assert api.post("/v1/quarantine/replay", {})[1]["replayed"] == 0
    assert api.post(f"{path}/replay", {})[1]["stored"] == 1
    assert api.get("/v1/sources/web")[1]["ignored"] == {}
    status, told = api.post(f"{path}/set-aside", {"reason": "too late"})
    assert (status, told["type"].rpartition(":")[2]) == (409, "replayed")


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "x" * 501}, {"reason": 7}])
def test_nothing_is_set_aside_without_a_reason(world, api, body):
    mended(world, "m1")
    (listed,) = api.get("/v1/quarantine")[1]["items"]
    assert api.post(f"/v1/quarantine/{listed['id']}/set-aside", body)[0] == 422
    assert api.post(f"/v1/quarantine/{listed['id']}/set-aside", {"reason": "  "})[0] == 400
    assert api.post("/v1/quarantine/nothing/set-aside", {"reason": "why"})[0] == 404
    assert Api(world, "agent").post(f"/v1/quarantine/{listed['id']}/set-aside", {"reason": "why"})[0] == 403


def test_a_record_that_is_set_aside_keeps_its_time_to_live(world, api):
    mended(world, "m1")
    (listed,) = api.get("/v1/quarantine")[1]["items"]
    key = (f"quarantine#{listed['id']}", "quarantine")

    def until():
        return world.table("Requests").partitions[key[0]][key[1]]["ttl"]

    before = until()
    api.post(f"/v1/quarantine/{listed['id']}/set-aside", {"reason": "why"})
    assert until() == before
