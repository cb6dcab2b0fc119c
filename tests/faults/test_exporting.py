"""Exporting under faults: at whatever request it breaks off, one file is made that tells the same."""

import io
import json
import zipfile
from typing import Any

import pytest

from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.striking import odd_ones
from tests.faults.two_customers import KIM, Asked, played

pytestmark = pytest.mark.thorough

PASSING = ("exports", "requests", "profile")  # say how far the request itself is, or when it was made


def exported(plan: Plan = nothing) -> World:
    """Two customers with carts, of whom one is mailed about it, and then exported."""
    said = {"identifier": {"type": "email", "value": KIM}, "reason": "by mail"}
    return played(Asked("privacy", "privacy", "/v1/privacy/exports", said), plan)


def ending(world: World) -> Any:
    """The request, what lies in the bucket, and what the file tells of each store."""
    found = [row for row in rows(world, "Requests") if row.get("kind") == "export"]
    requests = [(row["state"], row["asked"], row["keys"], {**row["counts"], "requests": 0}) for row in found]
    kept = {key: body for (_, key), body in world.region.buckets.objects.items() if key.startswith("x_")}
    told = [_told(body) for body in kept.values()]
    return requests, sorted(kept), told


def _told(body: bytes) -> Any:
    records = json.loads(zipfile.ZipFile(io.BytesIO(body)).read("data.json"))["records"]
    return {name: [(one["kind"], one["time"]) for one in some] for name, some in records.items() if name not in PASSING}


def test_a_quiet_export_makes_one_file_and_forgets_whom_it_was_about() -> None:
    requests, kept, told = ending(exported())
    assert [(state, who, keys) for state, who, keys, _ in requests] == [("done", "", [])]
    assert len(kept) == len(told) == 1
    assert [kind for kind, _ in told[0]["ledger"]] == ["event", "event"]
    assert [kind for kind, _ in told[0]["messages"]] == ["message"]


def test_a_fault_at_any_request_ends_the_same() -> None:
    assert not odd_ones(exported, ending, "privacy")
