"""Measures under faults: at whatever request a night breaks off, the same parts, people and figures, nothing twice and
nothing lost."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from segue import touring
from segue.aws import pages
from segue.aws.archive import Archive
from segue.errors import Unavailable
from segue.measures.compacting import Compacting
from segue.measures.local import database, read_parts
from segue.measures.results import Wish
from segue.measures.runs import Run
from segue.times import HOUR, MINUTE
from segue.wiring import measuring
from segue.wiring.measures import results
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.faults.shop import identified, post
from tests.faults.striking import odd_ones
from tests.handlers.archived import day_of, lay, night, order, stored

pytestmark = pytest.mark.thorough

WISH = Wish("revenue", "28d", "all")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two parts of everybody, a run that lasts for one page, two measures, and a disk of its own."""
    for module in ("segue.touring", "segue.aws.pages"):
        monkeypatch.setattr(f"{module}.PARTS", 2)
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(touring, "LASTS", 0)
    monkeypatch.setattr("segue.measures.measuring.wishes", lambda: [WISH, Wish("revenue", "7d", "day")])
    monkeypatch.setattr("segue.aws.pseudonyms.SEGMENTS", 2)


def played(plan: Plan = nothing) -> World:
    """A shop whose orders lie there, some of them in a part already, and a night that has come to rest."""
    world = fresh_world()
    with world.open():
        for customer in ("u1", "u2", "u3"):
            post(world, identified(world, f"i-{customer}", customer))
        world.pass_time(MINUTE)
        first, second, third = (order(n, f"{day_of(world, n)} 10:00", n, 100 * n, id=n) for n in (1, 2, 3))
        lay(world, "a", first, second)
        night(world)
        lay(world, "b", first, third | {"date": second["date"]})
        lay(world, "c", third | {"date": second["date"]})
        world.pass_time(24 * HOUR)
        world.region.forget_counts()
        world.region.gate.plan = plan
        night(world, 6 * HOUR)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
    return world


def ending(world: World) -> Any:
    """What lies there by content, what was measured, and how far the nights are; moments aside."""
    with world.open():
        archive, copies = measuring.archive(), measuring.copies()
        parts = [one for one in archive.listed("events/") if one.partition[1] == "order"]  # those that were laid here
        base = database(measuring.limits())
        read = base.execute(read_parts(copies.copied(parts))).fetchall() if parts else []
        people = base.execute(f"SELECT * FROM read_parquet('{copies.copied(archive.page('people/', ''))[0]}')")
        found = results().last(WISH)
        states = [(row["state"], row["stage"]) for row in rows(world, "Requests") if row.get("kind") == "measurerun"]
        return (
            stored(world, "new/"),
            sorted(map(str, read)),
            len(people.fetchall()),
            found and [(one.part, one.now) for one in found.parts],
            states,
        )


def test_a_quiet_night_leaves_each_row_once_in_its_part() -> None:
    world = played()
    new, read, people, figures, states = ending(world)
    with world.open():
        whos = {row["w"] for row in rows(world, "Identities")}
    assert (new, len(read), people) == ([], 3, len(whos))
    assert figures[0][1].value == 600
    assert states == [("done", "noticing")] * 2


def test_a_fault_at_any_request_of_a_night_ends_the_same() -> None:
    assert not odd_ones(played, ending, "measure")


def test_two_who_compact_at_once_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was taken for dead writes its part behind one that has read more: it is refused."""
    world = fresh_world()
    with world.open():
        day = day_of(world, 1)
        lay(world, "a", order(1, f"{day} 10:00", 1, 100))
        meanwhile(monkeypatch, lambda: lay(world, "b", order(2, f"{day} 11:00", 2, 200)))
        with pytest.raises(Unavailable):
            compacting().page(Run("one", 0, "test"))
        parts = measuring.copies().copied([*measuring.archive().listed("events/")])
        assert len(database(measuring.limits()).execute(read_parts(parts)).fetchall()) == 2


def meanwhile(monkeypatch: pytest.MonkeyPatch, comes: Callable[[], None]) -> None:
    """Before the next part is written something comes, and another run has compacted all of it."""
    put = Archive.put

    def late(self: Archive, key: str, body: bytes, instead: Any) -> None:
        monkeypatch.setattr(Archive, "put", put)
        comes()
        compacting().page(Run("other", 0, "test"))
        put(self, key, body, instead)

    monkeypatch.setattr(Archive, "put", late)


def compacting() -> Compacting:
    """The stage, as it is wired."""
    return Compacting(measuring.archive(), measuring.copies().copied, measuring.limits())


def fresh_world() -> World:
    """With a disk of its own."""
    measuring.FOLDER = Path(tempfile.mkdtemp())
    measuring.copies.cache_clear()
    return World()
