"""The recipes of CONTRIBUTING hold: what is registered, in the registry alone, comes out wherever people look."""

from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

import pytest

from segue import facets
from segue.events import Event
from segue.facets import FACETS, Facet, buckets
from segue.segments.asking import count
from segue.segments.compiler import Compiler
from segue.segments.operators import OPERATORS
from segue.segments.verdicts import Condition, Verdict
from segue.times import HOUR, MINUTE
from tests.faults.shop import message, post, put_in_force
from tests.handlers.console_staff import KIM, as_staff, page_of, two_customers
from tests.handlers.staff_requests import Api


def points_of(event: Event) -> dict[str, int]:
    return {"points": event.properties["points"]} if event.event == "Points Earned" else {}


def points_at_least(spec: Mapping[str, Any], _compiler: Compiler) -> Condition:
    least = count(spec["points"], "points")
    return Condition(
        lambda profile, now: Verdict(profile.facets.get("points", {}).get("points", 0) >= least, now + HOUR),
        frozenset({"points"}),
    )


@pytest.fixture
def world(world):
    """Two customers; Kim earned points before anybody counted them."""
    earns(two_customers(world), "p1", 30)
    return world


@pytest.fixture
def counted(world):
    """From now on a facet counts points."""
    made = Facet(points_of, buckets.add_counts, 1, dict)
    with patch.dict(FACETS, {"points": made}), patch.object(facets, "VERSIONS", facets.versions(FACETS)):
        yield world


def earns(world, name, points, **who):
    who = who or {"userId": "u1"}
    post(world, message(world, "track", name, event="Points Earned", properties={"points": points}, **who))
    world.pass_time(MINUTE)


def person(world):
    return Api(world).post("/v1/people/find", {"type": "email", "value": KIM})[1]


def test_a_registered_facet_is_told_by_the_api_and_shown_in_the_console(counted):
    earns(counted, "p2", 12)
    assert person(counted)["facets"]["points"]["points"] == 42  # what came before, too: the ledger was read again
    amy = as_staff(counted, "amy")
    assert amy.get(page_of(amy, KIM)).reads("Points Points 42")


def test_until_somebody_is_touched_a_new_facet_is_empty(counted):
    assert person(counted)["facets"]["points"] == {}


def test_a_facet_that_is_taken_back_falls_out(world):
    with patch.dict(FACETS, {"points": Facet(points_of, buckets.add_counts, 1, dict)}):
        earns(world, "p2", 12)
        earns(world, "p3", 5, anonymousId="a1")
    assert "points" not in person(world)["facets"]
    earns(world, "p4", 1)
    assert [one["id"] for one in person(world)["segments"]] == ["open-cart"]


def test_a_registered_operator_decides_who_is_in_a_segment(counted):
    with patch.dict(OPERATORS, {"points": points_at_least}):
        files = {"segments/regular.yaml": "when: {all: [{points: 40}, {cart: open}]}"}
        put_in_force(counted, files)
        counted.pass_time(MINUTE)
        earns(counted, "p2", 9)
        assert person(counted)["segments"] == []
        earns(counted, "p3", 1)
        assert [one["id"] for one in person(counted)["segments"]] == ["regular"]
