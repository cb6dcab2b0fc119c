"""What the archive tells of a day: every order, and of each thing one story, however often it was written."""

from collections.abc import Iterator
from typing import Any

from segue.archive.outcomes import message_rows
from segue.archive.rows import rows as rows_of
from segue.aws.messages import message_of
from segue.wiring.archiving import shop
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, rows
from tests.faults.kept_rows import Row, written

OF_COMING = {"who", "time", "received"}  # what hangs on whose it is by then, and on when it came


def unarchived(world: World, erased: bool) -> Iterator[str]:
    """Orders that the ledger has and the archive does not; rows of which a repeat says something else."""
    found: dict[int, Row] = {}
    standing = _standing(world) if erased else set[int]()
    for row in written(world):
        before = found.setdefault(row["id"], row)
        excused = _again(before, row) or (erased and row["id"] not in standing and _forgotten(before, row))
        if row != before and not excused:
            yield f"the archive tells {row['id']} in two ways: {sorted(_differing(before, row))}"
    orders = {one.properties.get("order_id") for many in ledger_of(world).values() for one in many if _orders(one)}
    kept = [row for row in found.values() if row["kind"] == "order"]
    if len(kept) < len(orders):
        yield f"{len(orders)} orders are in the ledger, {len(kept)} in the archive"


def _standing(world: World) -> set[int]:
    """The ids of what ledger and messages still hold: none of it is erased, so all of its repeats are the same."""
    with world.aside():
        made = [
            *(one for key, many in ledger_of(world).items() for event in many for one in rows_of(event, key, shop())),
            *(one for row in rows(world, "Messages") for one in message_rows(message_of(row), shop())),
        ]
    return {one["id"] for one in made}


def _again(before: Row, row: Row) -> bool:
    """Whether a provider told of one message twice on one day (UTC): of several moments the earliest stays, whichever
    is told first. They lie in one partition, of which readers see one row of an id, from the next night on the
    earliest. On two days measures take the earliest too (`tests/unit/test_reports_told_twice.py`); whoever reads the
    archive by themselves sees both, so that is told."""
    same_day = before["date"] == row["date"]
    return same_day and row["kind"] == "message" and _differing(before, row) <= {"time", "received"}


def _forgotten(before: Row, row: Row) -> bool:
    """Whether two tell the same, but for when it came and that one is nobody's: nothing is left of what was erased by
    which a repeat of it could be known, so it is read, or comes, as anew."""
    one_s = before["who"] == row["who"] or 0 in (before["who"], row["who"])
    return one_s and _differing(before, row) <= OF_COMING


def _differing(before: Row, row: Row) -> set[str]:
    return {name for name in {*before, *row} if before.get(name) != row.get(name)}


def _orders(event: Any) -> bool:
    return event.event == "Order Completed"
