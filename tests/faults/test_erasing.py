"""Erasing under faults: at whatever request it breaks off, nothing is left, once, with the same receipt."""

from typing import Any

import pytest

from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.striking import odd_ones
from tests.faults.two_customers import KIM, Asked, played

pytestmark = pytest.mark.thorough

TABLES = ("Ledger", "People", "Messages", "Journeys", "Conversations", "Members", "Catalog")


def erased(plan: Plan = nothing) -> World:
    """Two customers with carts, of whom one is mailed about it, and then erased."""
    said = {"identifier": {"type": "email", "value": KIM}, "reason": "by mail"}
    return played(Asked("privacy", "privacy", "/v1/privacy/erasures", said), plan)


def ending(world: World) -> Any:
    """What lies in each table under whom, the request, its receipt, and whom the bus was told of; moments aside."""
    kept = {one: sorted((row["pk"], row["sk"]) for row in rows(world, one)) for one in TABLES}
    identities = sorted((row["pk"], "b" in row, "w" in row, "erased" in row) for row in rows(world, "Identities"))
    points = sorted((row["pk"], row.get("suppressed")) for row in rows(world, "ContactPoints"))
    found = rows(world, "Requests")
    requests = [
        (row["state"], row["asked"], row["keys"], row["counts"]) for row in found if row.get("kind") == "erasure"
    ]
    receipts = [(row["number"], row["counts"]) for row in found if row["pk"] == "receipts"]
    told = {one["detail"]["person"] for one in world.region.bus.log if one["detail-type"] == "PersonErased"}
    return kept, identities, points, requests, receipts, sorted(told)


def test_a_quiet_erasure_leaves_the_neighbour_and_a_mark() -> None:
    kept, identities, points, requests, receipts, told = ending(erased())
    assert all({key for key, _ in kept[one]} for one in ("Ledger", "Messages", "People"))
    assert [one[1:] for one in identities if one[3]] == [(False, False, True)] * 2
    assert [why for _, why in points if why] == ["erased"]
    assert [(state, who, keys) for state, who, keys, _ in requests] == [("done", "", [])]
    assert [number for number, _ in receipts] == [1]
    assert len(told) >= 1


def test_a_fault_at_any_request_ends_the_same() -> None:
    assert not odd_ones(erased, ending, "privacy")
