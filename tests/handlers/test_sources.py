"""What staff and programs are told of sources, after real requests at the doors."""

import pytest

from segue.aws.settings import settings
from segue.aws.source_counts import SourceCounts
from segue.intake.tallies import MOST_AT_ONCE, MOST_NAMES, ignored
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


def test_names_of_what_is_left_out_are_bounded_and_the_rest_is_counted_together(world):
    with world.aside():
        counts = SourceCounts(settings().requests)
        for number in range(150):
            counts({"stempel": {ignored(f"name-{number}"): 1, "duplicate": 1}}, world.clock)
        counts({"stempel": {ignored("name-7"): 1, ignored("name-149"): 1}}, world.clock)
        counts({"stempel": {ignored("name-7"): 1}}, world.clock)
        counts({"crowd": {ignored(f"name-{number}"): 1 + number for number in range(30)}}, world.clock)
        found, crowd = counts.of("stempel"), counts.of("crowd")
    assert (len(found.ignored), found.ignored["name-7"], found.ignored["other"]) == (MOST_NAMES + 1, 2, 52)
    assert (found.received, found.duplicate) == (303, 150)
    assert (len(crowd.ignored), crowd.ignored["other"], crowd.received) == (MOST_AT_ONCE + 1, 55, 465)


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [("agent", "/v1/sources/nowhere", 404), ("", "/v1/sources", 403), ("", "/v1/sources/web", 403)],
)
def test_sources_are_told_to_staff_alone(world, role, path, expected):
    assert Api(world, role).get(path)[0] == expected
