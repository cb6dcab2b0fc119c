"""A provider that tells of one message twice, on both sides of midnight: every measure counts the earliest alone."""

import gzip
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from segue.measures.composing import statement
from segue.measures.definitions import definitions
from segue.measures.local import Limits, database, read_parts
from segue.measures.reaching import kinds_in
from segue.measures.writing import compact
from tests.handlers.archived import lines
from tests.measured import answered, archive, asked, fact, table
from tests.talked import sent

pytestmark = pytest.mark.thorough

TOLD = [
    sent(1, 1, "2026-11-02 20:00"),
    sent(1, 1, "2026-11-02 23:58", outcome="delivered"),
    sent(1, 1, "2026-11-02 23:59", outcome="clicked"),
    sent(2, 2, "2026-11-02 23:59", outcome="delivered", channel="sms"),
    sent(3, 3, "2026-11-02 23:59", outcome="dropped", reason="no-consent"),
    sent(4, 4, "2026-11-30 23:59"),
    sent(5, 5, "2026-10-31 23:59", outcome="dropped", reason="late"),
]
AROUND = [
    fact("view", "Page Viewed", 1, "2026-11-03 00:00", medium="ad"),
    fact("view", "Page Viewed", 2, "2026-11-03 00:00", medium="ad"),
    fact("conversation", "Call Started", 2, "2026-11-03 09:00"),
    *(
        fact("order", "Order Completed", one, "2026-11-03 10:00", purchase=one, money=100, currency="EUR")
        for one in (1, 2)
    ),
]


@cache
def reading() -> list[str]:
    """The measures that read messages."""
    return [name for name, one in definitions().items() if "message" in kinds_in(statement(one, asked()))]


def again(row: dict[str, Any]) -> dict[str, Any]:
    """The same, two minutes later."""
    later = row["time"] + timedelta(minutes=2)
    return {**row, "time": later, "received": later, "date": str(later)[:10]}


def rows(base: Any, sql: str) -> list[str]:
    """What is answered, in whatever order."""
    return sorted(map(str, answered(base, sql)))


@pytest.fixture(scope="module")
def both() -> tuple[Any, Any]:
    """The archive of what was told once, and of what was told twice."""
    return archive([*TOLD, *AROUND]), archive([*AROUND, *map(again, TOLD), *TOLD])


def test_a_message_that_is_told_of_on_two_days_counts_once(both: tuple[Any, Any]) -> None:
    once, twice = both
    for measure in reading():
        for by in definitions()[measure].by:
            sql = statement(definitions()[measure], asked(by=by))
            assert rows(twice, sql) == rows(once, sql), (measure, by)


def test_a_click_that_is_told_again_after_a_visit_is_no_second_touch(both: tuple[Any, Any]) -> None:
    assert {row["path"] for row in table(both[1], "paths_to_purchase", asked())} == {
        "email > ad > order",
        "sms > ad > call > order",
    }


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_on_one_day_the_earliest_stays_whichever_is_told_first(tmp_path: Path, order: tuple[int, int]) -> None:
    """A night for each: the first is in the part already when the second comes."""
    told = (sent(1, 1, "2026-11-02 10:00", id=7), sent(1, 1, "2026-11-02 10:02", id=7))
    limits = Limits("500MB", 1, tmp_path / "spilled")
    parts: list[Path] = []
    for night, one in enumerate(order):
        fresh, part = folder_of(tmp_path / "new") / f"{night}.json.gz", folder_of(tmp_path / "events") / f"{night}"
        fresh.write_bytes(gzip.compress(lines([told[one]])))
        compact(parts, [fresh], part, limits)
        parts = [part]
    found = database(limits).execute(f"SELECT time FROM ({read_parts(parts)})").fetchall()
    assert found == [(told[0]["time"],)]


def folder_of(above: Path) -> Path:
    """Of the partition."""
    made = above / "date=2026-11-02" / "kind=message"
    made.mkdir(parents=True, exist_ok=True)
    return made


def test_these_are_the_measures_that_read_messages() -> None:
    assert {"not_sent", "deliverability", "conversion", "revenue_by_last_touch", "paths_to_contact"} <= {*reading()}
