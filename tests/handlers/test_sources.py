"""What staff and programs are told of sources, after real requests at the doors."""

import pytest

from segue.times import MINUTE
from tests.faults.shop import identified, post, viewed
from tests.handlers.staff_requests import Api


def told(world, name):
    """A source as an agent sees it in the list."""
    return next(one for one in Api(world, "agent").get("/v1/sources")[1]["items"] if one["name"] == name)


def test_every_source_of_the_playbook_is_told_and_what_needs_no_line_in_it(world):
    status, page = Api(world, "marketer").get("/v1/sources")
    known = {one["name"]: one for one in page["items"]}
    assert (status, page["next"]) == (200, None)
    assert {"shopify", "ses", "web", "import"} <= set(known)
    assert known["shopify"]["url"].endswith("/webhooks/shopify")
    assert known["web"]["url"].endswith("/v1/batch")
    assert (known["shopify"]["last"], known["shopify"]["lag_seconds"], known["shopify"]["received"]) == (None, None, 0)


def test_what_came_adds_up(world):
    post(world, identified(world, "m1", "u1"), viewed(world, "m2", userId="u1"), {"type": "track", "event": "Lost"})
    world.pass_time(MINUTE)
    post(world, viewed(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    found = told(world, "web")
    assert (found["received"], found["stored"], found["quarantined"]) == (4, 3, {"no-identifier": 1})
    assert (found["duplicate"], found["ignored"], found["refused"]) == (0, {}, 0)
    assert (found["today"], found["last_24_hours"], found["per_hour"]) == (4, 4, 0.17)
    assert found["last"] is not None


def test_one_source_is_told_by_day_and_hour(world):
    post(world, viewed(world, "m2", userId="u1"))
    world.pass_time(MINUTE)
    status, found = Api(world, "agent").get("/v1/sources/web")
    assert (status, found["hours"][-1], len(found["hours"])) == (200, 1, 24)
    assert [one["outcomes"] for one in found["days"]] == [{"stored": 1}]


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [("agent", "/v1/sources/nowhere", 404), ("", "/v1/sources", 403), ("", "/v1/sources/web", 403)],
)
def test_sources_are_told_to_staff_alone(world, role, path, expected):
    assert Api(world, role).get(path)[0] == expected
