"""An import with a fault at every AWS request of its function: it goes on, and ends in the same history."""

from typing import Any

import pytest

from segue.imports import importing
from segue.imports.jobs import Job
from segue.times import HOUR
from segue.wiring.imports import imports, uploads
from tests.faults.cloud.clock import START
from tests.faults.cloud.nemesis import Fault, Once, Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import violations
from tests.faults.striking import odd_ones, requests_of

pytestmark = pytest.mark.thorough

JOB = "import_history"
MAPPING = {"event": "Store Visited", "time": "at", "who": {"user_id": "user"}, "properties": {"store": "store"}}
ROWS = "at,user,store\n" + "".join(f"2025-0{month}-01,u{month % 3},Kiel\n" for month in range(1, 4)) + "soon,u9,Kiel\n"


@pytest.fixture(autouse=True)
def small(monkeypatch) -> None:
    """Two rows between two saves, and a run that lasts for one of them."""
    monkeypatch.setattr(importing, "PIECES", 2)
    monkeypatch.setattr(importing, "LASTS", 0)
    monkeypatch.setattr(importing, "PAUSES", (0,))


def played(plan: Plan = nothing, dry_run: bool = False) -> World:
    """A world in which the import has come to its end."""
    world = World()
    with world.open():
        with world.aside():
            job = Job("i_1", "amy", START, "old-shop", "csv", uploads("i_1"), MAPPING, dry_run)
            place = uploads("i_1").removeprefix("s3://").partition("/")
            world.region.buckets.objects[place[0], place[2]] = ROWS.encode()
            imports().send(imports().save(job))
        world.region.gate.plan = plan
        world.settle(START + 24 * HOUR)
        world.region.gate.plan = nothing
    return world


def ending(world: World) -> tuple[Any, ...]:
    """The history, and what the job says of itself."""
    with world.open(), world.aside():
        job = imports().find("i_1")
        at = job.progress
        kept = sorted(sk for rows in world.table("Ledger").partitions.values() for sk in rows)
        assert violations(world) == []
    return kept, job.state, at.stored + at.duplicate, at.rejected, at.bytes_done


def test_a_quiet_import_takes_a_run_for_each_batch_and_stores_every_row_once() -> None:
    world = played()
    kept, state, rows, rejected, _ = ending(world)
    assert (len(kept), state, rows, rejected) == (3, "done", 3, {"bad-time": 1})
    assert world.region.meter.invocations[JOB] == 8  # two batches, the end of the file, the end; each is looked after


def test_a_fault_at_any_request_ends_in_the_same_history() -> None:
    assert not odd_ones(played, ending, JOB)


@pytest.mark.usefixtures("short")
def test_a_dry_run_that_breaks_off_counts_everybody_once(monkeypatch) -> None:
    monkeypatch.setattr(importing, "LASTS", HOUR)
    monkeypatch.setattr(f"{__name__}.ROWS", ROWS.replace("u0", "u1"))
    quiet, found = played(dry_run=True), set()
    for index in range(requests_of(quiet, JOB)):
        world = played(Once(JOB, index, Fault.CRASH_AFTER), dry_run=True)
        with world.open(), world.aside():
            at = imports().find("i_1").progress
        found.add((at.stored, at.new, at.matched))
    assert found == {(3, 2, 0)}
