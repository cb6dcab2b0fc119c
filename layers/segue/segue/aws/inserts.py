"""Putting items that are not there yet: the write that is also the check for a repeat."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.aws.clients import unavailable
from segue.aws.items import to_attribute
from segue.aws.parallel import side_by_side
from segue.aws.tables import STATEMENTS, Lost, execute_all, put_if

EXISTS = "DuplicateItem"
Row = Mapping[str, Any]


def insert(table: str, rows: Sequence[Row]) -> list[bool]:
    """True for each row that was new, False for each that was there. Rows have differing keys.

    One row is one conditional put; more go 25 to a request, requests side by side. Raises Unavailable: rows that
    were written stay, and the repeat finds them there.
    """
    chunks = [rows[start : start + STATEMENTS] for start in range(0, len(rows), STATEMENTS)]
    with unavailable("write-failed"):
        return [new for answers in side_by_side(lambda chunk: _insert(table, chunk), chunks) for new in answers]


def standing(table: str, row: Row) -> Row:
    """Puts a row if it is not there yet; answers the one that stands there: this one, or what came first.

    Raises Unavailable.
    """
    with unavailable("write-failed"):
        return _first(table, row)


def _first(table: str, row: Row) -> Row:
    try:
        put_if(table, row, "attribute_not_exists(pk)")
    except Lost as first:
        return first.row
    return row


def _insert(table: str, rows: Sequence[Row]) -> list[bool]:
    if len(rows) == 1:
        return [_first(table, rows[0]) is rows[0]]
    statements = [{"Statement": _statement(table, row), "Parameters": _parameters(row)} for row in rows]
    return [not code for code in execute_all(statements, allowed=(EXISTS,))]


def _statement(table: str, row: Row) -> str:
    values = ", ".join(f"'{name}': ?" for name in row)
    return f'INSERT INTO "{table}" VALUE {{{values}}}'


def _parameters(row: Row) -> list[dict[str, Any]]:
    return [to_attribute(value) for value in row.values()]
