"""Rows of a table beside those of the period before: what is counted, and its first share, money or span. Pure."""

from typing import Any

from segue.console.measures.measure_columns import PLACES, Row, Rows, numbers, unit
from segue.measures.definitions import Definition
from segue.measures.results import Result

BEFORE = "_before"


def rows_of(of: Definition, result: Result) -> Rows:
    """The rows, each with what stood in its place in the period before; months of cohorts do not come again."""
    if not result.rows or not result.rows_before or of.chart == "cohorts":
        return result.rows
    chosen = _chosen(result.rows)
    was = {_place(row): row for row in result.rows_before}
    return [_widened(row, was.get(_place(row), {}), chosen) for row in result.rows]


def _chosen(rows: Rows) -> set[str]:
    """The first column that counts, and the first that does not."""
    known = numbers(rows)
    firsts = [next((one for one in known if (unit(one) == "count") is counts), "") for counts in (True, False)]
    return {one for one in firsts if one}


def _widened(row: Row, was: Row, chosen: set[str]) -> Row:
    made: dict[str, Any] = {}
    for name, value in row.items():
        made[name] = value
        if name in chosen:
            made[f"{name}{BEFORE}"] = was.get(name)
    return made


def _place(row: Row) -> frozenset[tuple[str, Any]]:
    """What a row tells of: its names, and where it stands among the steps of a path."""
    return frozenset((name, value) for name, value in row.items() if isinstance(value, str) or name in PLACES)
