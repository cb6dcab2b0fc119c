"""Segments through their API: what is defined, how many are inside, who, and what else they are in."""

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.clock import START
from tests.faults.shop import added, identified, ordered, post
from tests.handlers.staff_requests import Api, person
from tests.handlers.starter import starter_files


@pytest.fixture
def api(world):
    return Api(world, "marketer", "segments")


@pytest.fixture
def carts(world):
    """Three people with carts, of whom one has ordered; they are also as old as abandoned."""
    for one in ("u1", "u2", "u3"):
        post(world, added(world, f"m{one}", f"c{one}", userId=one))
    world.pass_time(3 * HOUR)
    post(world, ordered(world, "o3", userId="u3"))
    world.pass_time(5 * MINUTE)
    return [person(Api(world), {"type": "user_id", "value": one})["id"] for one in ("u1", "u2")]


def listed(api):
    """The segments by id."""
    return {one["id"]: one for one in api.get("/v1/segments")[1]["items"]}


def test_segments_are_told_with_their_rules_and_how_many_are_inside(api, carts):
    found = listed(api)
    inside = {name: one["count"] for name, one in found.items() if one["count"]}
    assert inside == {"abandoned-cart": 2, "open-cart": 2}
    assert found["open-cart"]["definition"] == {"cart": "open"}


def test_one_segment_is_told_with_its_text_its_people_and_what_else_they_are_in(api, carts):
    _, found = api.get("/v1/segments/open-cart")
    assert found["text"] == starter_files()["segments/open-cart.yaml"]
    assert sorted(one["person"] for one in found["sample"]) == sorted(carts)
    assert found["overlaps"] == [{"segment": "abandoned-cart", "count": 2, "share": 1.0}]
    assert found["trend"] == [{"day": "2026-01-01", "count": 2}]


def test_members_are_listed_a_page_at_a_time_with_since_when(api, carts):
    _, first = api.get("/v1/segments/open-cart/members?limit=1")
    _, second = api.get(f"/v1/segments/open-cart/members?limit=1&after={first['next']}")
    assert sorted(one["person"] for one in first["items"] + second["items"]) == sorted(carts)
    assert second["next"] is None
    assert {one["since"][:10] for one in first["items"]} == {"2026-01-01"}


def test_a_count_is_a_minute_old_at_most(api, world, carts):
    before = listed(api)["open-cart"]["count"]
    post(world, ordered(world, "o2", userId="u2"))
    world.settle(world.clock)
    soon = listed(api)["open-cart"]["count"]
    world.pass_time(MINUTE + 2)
    assert (before, soon, listed(api)["open-cart"]["count"]) == (2, 2, 1)


def test_the_trend_has_the_last_count_of_each_day(api, world, carts):
    api.get("/v1/segments")
    world.settle(START + DAY)
    post(world, ordered(world, "o2", userId="u2"))
    world.pass_time(MINUTE)
    assert [one["count"] for one in api.get("/v1/segments/open-cart")[1]["trend"]] == [2, 1]


def test_a_day_on_which_nobody_asked_has_its_count_too(api, world, carts):
    world.lambdas.invoke("count_members", {})
    assert [one["count"] for one in api.get("/v1/segments/open-cart")[1]["trend"]] == [2]
    counted = {row["pk"]["S"] for row in world.table("Members").items() if row["pk"]["S"].startswith("#")}
    assert counted == {f"#{one['id']}" for one in api.get("/v1/segments")[1]["items"]}


def test_somebody_who_was_absorbed_is_in_no_segment(api, world, carts):
    both = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    status, merge = Api(world).post("/v1/merges", both | {"reason": "one household"})
    world.pass_time(2 * MINUTE)
    merged = [one["person"] for one in api.get("/v1/segments/open-cart/members")[1]["items"]]
    Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"})
    world.pass_time(2 * MINUTE)
    parted = [one["person"] for one in api.get("/v1/segments/open-cart/members")[1]["items"]]
    assert (status, len(merged), sorted(parted)) == (201, 1, sorted(carts))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/segments/none", 404),
        ("/v1/segments/none/members", 404),
        ("/v1/segments/open-cart/members?limit=0", 422),
        ("/v1/segments/open-cart/members?limit=many", 422),
        *((f"/v1/segments/open-cart/members?after={one}", 400) for one in ("x", "MTIz", "OTkgYV8x", "MSAuLi8")),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_a_4xx(api, path, status):
    assert api.get(path)[0] == status


@pytest.mark.parametrize("role", ["agent", "privacy", ""])
def test_segments_are_for_marketers_and_admins(world, role):
    post(world, identified(world, "m1", "u1"))
    for path in ("/v1/segments", "/v1/segments/open-cart", "/v1/segments/open-cart/members"):
        assert Api(world, role, "segments").get(path)[0] == 403
