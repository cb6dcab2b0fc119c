"""Suggested merges by the people API: listed, previewed, settled by a merge, dismissed for good."""

import pytest

from segue.aws.suggestions import Suggestions
from segue.identity.suggestions import Suggestion
from segue.times import MINUTE
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import BOTH, KIM, LEE, person


@pytest.fixture
def world(world):
    post(world, identified(world, "m1", "u1", "kim@shop.test"), identified(world, "m2", "u2", "lee@shop.test"))
    world.pass_time(MINUTE)
    return world


def suggested(world, api):
    made = Suggestion(person(api, KIM)["id"], person(api, LEE)["id"], 970, ("names alike (94 %)",), time=world.clock)
    with world.aside():
        Suggestions("RequestsTable").keep([made])
    return made


def test_an_answer_with_numbers_is_repeated_too(world, api):
    made = suggested(world, api)
    first = api.post(f"/v1/merges/{made.id}/dismiss", {"reason": "two sisters"}, key="k2")
    assert first[0] == 200
    assert api.post(f"/v1/merges/{made.id}/dismiss", {"reason": "two sisters"}, key="k2") == first


def test_what_was_suggested_is_listed_previewed_and_settled_by_the_merge(world, api):
    suggested(world, api)
    found = api.get("/v1/merges?state=suggested")[1]["items"]
    assert [(one["probability"], one["evidence"]) for one in found] == [(0.97, ["names alike (94 %)"])]
    assert api.get(f"/v1/merges/{found[0]['id']}/preview")[1]["kind"] == "merge"
    api.post("/v1/merges", BOTH)
    assert api.get("/v1/merges?state=suggested")[1]["items"] == []


def test_a_merge_that_broke_off_settles_its_suggestion_when_it_is_asked_again(world, api):
    made = suggested(world, api)
    world.region.gate.plan = lambda one: (
        Fault.CRASH_BEFORE if "decided_at" in one.params.get("UpdateExpression", "") else None
    )
    with pytest.raises(Crash):
        api.post("/v1/merges", BOTH, key="k1")
    world.region.gate.plan = nothing
    world.pass_time(2 * MINUTE)
    assert api.post("/v1/merges", BOTH, key="k1")[0] == 201
    with world.aside():
        assert Suggestions("RequestsTable").one(made.id).state == "merged"


def test_a_dismissed_suggestion_does_not_come_back(world, api):
    made = suggested(world, api)
    assert api.post(f"/v1/merges/{made.id}/dismiss", {"reason": "two sisters"})[1]["state"] == "dismissed"
    with world.aside():
        assert Suggestions("RequestsTable").keep([made]) == 0
    assert api.get("/v1/merges?state=suggested")[1]["items"] == []
