"""What a row of an identity is, beside its events; and a repair that somebody else was faster than."""

from dataclasses import replace
from typing import Any

import pytest

from segue.events import Event
from segue.ledger import KEEP
from segue.profile.identities import Identity, Record, Watermark, absorb, mended, needs_rebuild
from segue.reconciling.comparing import added_up, canonical, compared
from segue.reconciling.reconciling import Reconciling
from segue.reconciling.runs import Reconciliation
from segue.times import DAY, HOUR
from tests.builders import NOON

NOW = NOON + DAY


def viewed(name: str, moment: int) -> Event:
    return Event(
        type="track",
        message_id=name,
        timestamp=moment,
        received_at=moment,
        user_id="u1",
        event="Product Viewed",
        properties={"product_id": name},
    )


EVENTS = [viewed("p1", NOON), viewed("p2", NOON + HOUR), viewed("p3", NOON + 2 * HOUR)]
ROW = Identity("u_1", 1, dict(added_up(EVENTS)))


@pytest.mark.parametrize(
    ("row", "events", "found"),
    [
        (ROW, EVENTS, "same"),
        (ROW, [*EVENTS, EVENTS[0]], "same"),
        (replace(ROW, facets=dict(added_up(EVENTS[:1]))), EVENTS, "behind"),
        (replace(ROW, facets=dict(added_up(EVENTS[1:]))), EVENTS, "different"),
        (replace(ROW, facets={}), EVENTS, "missing"),
        (ROW, [], "surplus"),
        (ROW, [*EVENTS, viewed("p4", NOW)], "busy"),
        (ROW, [*EVENTS, viewed("p0", NOW - KEEP)], "aged"),
        (replace(ROW, meaning="of before"), EVENTS[:1], "outdated"),
        (replace(ROW, facets={}, erased=NOW), EVENTS, "same"),
    ],
)
def test_what_a_row_is(row: Identity, events: list[Event], found: str) -> None:
    assert compared(row, events, NOW) == found


def test_the_order_of_events_makes_no_difference() -> None:
    assert canonical(added_up(EVENTS)) == canonical(added_up(EVENTS[::-1]))


def test_what_was_built_anew_takes_in_what_the_stream_still_brings_once() -> None:
    behind = replace(ROW, facets={}, watermark=Watermark("s", 7))
    row = mended(behind, EVENTS)
    again = Record("u_1", EVENTS[2], 8, "s")
    assert not needs_rebuild(row, [again])
    assert canonical(absorb(row, [again]).facets) == canonical(ROW.facets)


class Rows:
    """A row that a fold is faster with, once."""

    def __init__(self) -> None:
        self.row, self.versions = replace(ROW, facets={}, sum="sum_1"), 0

    def read(self, keys: Any) -> Any:
        return dict.fromkeys(keys, self.row)

    def save(self, identities: Any) -> set[str]:
        self.versions += 1
        if self.versions == 1:
            self.row = replace(self.row, facets=dict(added_up(EVENTS[:2])))
            return {"u_1"}
        (self.row,) = identities
        return set()


def test_a_fold_that_was_faster_is_looked_at_again() -> None:
    rows, dropped, moved = Rows(), list[str](), list[str]()

    class Crowd:
        read = staticmethod(lambda part, after: ([], None))
        each = staticmethod(lambda act, keys: [act(one) for one in keys])

    job: Any = Reconciling(Crowd(), rows, lambda _: EVENTS, dropped.extend, moved.append, lambda _: None, lambda: NOW)
    run = Reconciliation("rec_1", NOW, "ann", keys=["u_1"], repairs=True)
    ended = job.mend(job.compare(run))
    assert (ended.counts, ended.found, ended.mended) == ({"missing": 1}, ["u_1"], 1)
    assert canonical(rows.row.facets) == canonical(ROW.facets)
    assert (set(dropped), moved) == ({"sum_1"}, ["u_1"])
