"""Results as CSV, for spreadsheets."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from segue.console.measures.measure_befores import rows_of
from segue.console.measures.measure_columns import plain, unit
from segue.measures.definitions import Definition
from segue.measures.results import Part, Result
from segue.money import EXPONENTS

HARMFUL = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet would compute what begins so (OWASP, CSV Injection)
FIGURE = ("value", "low", "high", "things", "people")
PARTS = ("part", *FIGURE, *(f"before_{one}" for one in FIGURE), "difference", "sure")


def lines(of: Definition, result: Result) -> str:
    """All of it; money in whole units of its currency, seconds and shares as they are."""
    out = StringIO()
    write = csv.writer(out)
    found = rows_of(of, result)
    names = plain(found[0] if found else of.columns) if of.kind == "table" else list(PARTS)
    write.writerow([*map(harmless, names), "currency"])
    for row in _rows(of, result, names):
        write.writerow([*map(harmless, row), result.currency])
    return out.getvalue()


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(HARMFUL) else value


def _rows(of: Definition, result: Result, names: Sequence[str]) -> list[list[Any]]:
    if of.kind == "table":
        return [[_amount(row.get(name), unit(name), result.currency) for name in names] for row in rows_of(of, result)]
    return [_part(of, one, result.currency) for one in result.parts]


def _part(of: Definition, part: Part, currency: str) -> list[Any]:
    figures = [
        cell
        for one in (part.now, part.before)
        for cell in (*(_amount(number, of.unit, currency) for number in one[:3]), one.things, one.people)
    ]
    return [part.part, *figures, _amount(part.change.difference, of.unit, currency), part.change.sure]


def _amount(value: Any, of: str, currency: str) -> Any:
    exponent = EXPONENTS.get(currency, 2)
    return round(value / 10**exponent, exponent) if of == "money" and isinstance(value, int | float) else value
