"""Back-fills step by step, on fakes: where a run begins, waits, stops and hands on."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from segue.errors import Conflict, NotFound
from segue.segments.filling import LEASE, PATIENCE, PAUSE, Filling
from segue.segments.fills import Fill, fill_of, row_of
from segue.touring import LASTS, PARTS
from tests.builders import NOON

FILL = Fill("b_1", NOON, ("s",), "new", version=1)


@dataclass
class Kept:
    """Back-fills in memory; `leader` is the one that counts."""

    fill: Fill = FILL
    leader: str = "b_1"
    sent: list[tuple[int, int]] = field(default_factory=list)
    released: int = 0

    def find(self, fill: str, /) -> Fill:
        if fill != self.fill.id:
            raise NotFound("unknown-backfill")
        return self.fill

    def save(self, fill: Fill, /) -> Fill:
        if fill.version != self.fill.version:
            raise Conflict("conflict")
        self.fill = replace(fill, version=fill.version + 1)
        return self.fill

    def send(self, fill: Fill, later: int = 0, /) -> None:
        self.sent.append((fill.step, later))

    def leads(self, fill: Fill, /) -> bool:
        return fill.id == self.leader

    def release(self, _: Fill, /) -> None:
        self.released += 1


@dataclass
class Nobody:
    """A crowd of empty pages, two a part; each takes a while."""

    takes: int = 0
    now: int = NOON
    read_at: list[tuple[int, str]] = field(default_factory=list)

    def clock(self) -> int:
        return self.now

    def read(self, part: int, after: str, /) -> tuple[list[Any], str | None]:
        self.read_at.append((part, after))
        self.now += self.takes
        return [], None if after else "k"

    def memberships(self, _: Any, /) -> dict[str, Any]:
        return {}

    def each(self, _act: Any, _persons: Any, /) -> None: ...

    def listed(self, _: Any, /) -> None: ...


def worked(kept: Kept, crowd: Nobody, step: int = 0, meant: str = "new") -> None:
    """One message of the queue."""
    nothing = cast("Any", SimpleNamespace())
    Filling(kept, crowd, nothing, lambda: meant, crowd.clock).work("b_1", step)


def test_a_run_that_has_time_goes_over_all_parts_and_ends() -> None:
    kept, crowd = Kept(), Nobody()
    worked(kept, crowd)
    assert crowd.read_at == [(part, after) for part in range(PARTS) for after in ("", "k")]
    assert (kept.fill.state, kept.fill.percent, kept.fill.finished, kept.released, kept.sent) == (
        "done",
        100,
        NOON,
        1,
        [],
    )


def test_a_run_that_is_out_of_time_hands_on_and_the_next_goes_on_behind_it() -> None:
    kept, crowd = Kept(), Nobody(takes=LASTS)
    worked(kept, crowd)
    worked(kept, crowd, step=1)
    assert crowd.read_at == [(0, ""), (0, "k")]
    assert (kept.sent, kept.fill.part, kept.fill.step, kept.fill.state) == ([(1, 0), (2, 0)], 1, 2, "running")


def test_a_change_that_is_announced_is_waited_for_and_not_for_ever() -> None:
    kept, crowd = Kept(), Nobody()
    worked(kept, crowd, meant="old")
    assert (kept.sent, crowd.read_at) == ([(0, PAUSE)], [])
    crowd.now = NOON + PATIENCE
    worked(kept, crowd, meant="old")
    assert (kept.fill.state, kept.fill.meant) == ("done", "old")


def test_what_somebody_else_changed_half_way_begins_again() -> None:
    kept, crowd = Kept(replace(FILL, part=7, people=9, step=2)), Nobody(now=NOON + PATIENCE)
    worked(kept, crowd, step=2, meant="newer")
    assert crowd.read_at[0] == (0, "")


def test_one_that_another_has_taken_over_from_ends() -> None:
    kept, crowd = Kept(leader="b_2"), Nobody()
    worked(kept, crowd)
    assert (kept.fill.state, crowd.read_at, kept.released) == ("superseded", [], 0)


@pytest.mark.parametrize(("passed", "sent"), [(LEASE - 1, []), (LEASE, [(3, 0)])])
def test_the_message_of_a_step_behind_is_sent_on_where_nobody_took_the_next_one_up(
    passed: int, sent: list[Any]
) -> None:
    kept, crowd = Kept(replace(FILL, step=3, alive=NOON + LEASE)), Nobody(now=NOON + passed)
    worked(kept, crowd, step=2)
    assert (kept.sent, crowd.read_at) == (sent, [])


@pytest.mark.parametrize("state", ["done", "superseded"])
def test_of_one_that_has_ended_messages_say_nothing(state: Any) -> None:
    kept, crowd = Kept(replace(FILL, state=state)), Nobody()
    worked(kept, crowd)
    assert (kept.sent, crowd.read_at) == ([], [])


def test_a_run_that_another_is_ahead_of_stops_and_sends_nothing() -> None:
    kept, crowd = Kept(), Nobody()
    crowd.memberships = lambda _: (
        vars(kept).update(fill=replace(kept.fill, version=99)) or {}
    )  # pages are saved after it
    worked(kept, crowd)
    assert (kept.sent, len(crowd.read_at), kept.released) == ([], 1, 0)


def test_a_back_fill_is_kept_as_it_is() -> None:
    fill = replace(FILL, part=3, after="k", people=7, lists=True, state="running", alive=NOON, version=2)
    assert fill_of(row_of(fill)) == replace(fill, version=3)
