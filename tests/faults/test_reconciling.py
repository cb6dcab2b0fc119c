"""Reconciling under faults: at whatever request it breaks off, what differed agrees in the end, and is told of."""

from dataclasses import replace
from typing import Any

import pytest

from segue import touring
from segue.aws import identity_pages
from segue.aws.identities import Identities
from segue.aws.settings import settings
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ending_of, rows, violations
from tests.faults.striking import odd_ones
from tests.faults.two_customers import Asked, played

pytestmark = pytest.mark.thorough

JOBS = ("back_fill", "people")


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two parts of some pages, and a run that lasts for one page."""
    for module in ("segue.touring", "segue.aws.identity_pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(identity_pages, "PAGE", 2)
    monkeypatch.setattr(touring, "LASTS", 0)


def spoilt(world: World) -> None:
    """One row lost its carts."""
    with world.aside():
        table = Identities(settings().identities)
        found = table.read([row["pk"] for row in rows(world, "Identities")])
        one = next(one for one in found.values() if "carts" in one.facets)
        table.save([replace(one, facets={"names": one.facets["names"]})])


def repaired(plan: Plan = nothing, spoil: Any = spoilt) -> World:
    """Two customers, of whom one's rows went wrong."""
    return played(Asked("admin", "people", "/v1/reconciliations", {"repair": True}), plan, spoil)


def ending(world: World) -> Any:
    """What is known of everybody, what was found, and whether it was told of."""
    with world.open():
        found = ending_of(world)
        broken = violations(world)
    runs = [row for row in rows(world, "Requests") if row.get("kind") == "reconciliation"]
    told = any("facets-differ" in one for one in world.lambdas.output)
    said = [(row["state"], row["stage"], row["counts"], sorted(row["found"]), row["mended"]) for row in runs]
    return found.people, found.segments, found.mails, said, told, broken


def test_a_quiet_one_ends_as_if_nothing_had_been_wrong() -> None:
    people, segments, mails, said, told, broken = ending(repaired())
    ((state, stage, counts, found, mended),) = said
    assert (state, stage, told, broken) == ("done", "mending", True, [])
    assert (counts["different"], len(found), mended) == (1, 1, 1)
    right = ending(repaired(spoil=lambda _: None))
    assert (people, segments, mails) == right[:3]
    assert not right[4]


@pytest.mark.parametrize("job", JOBS)
def test_a_fault_at_any_request_ends_the_same(job: str) -> None:
    assert not odd_ones(repaired, ending, job)
