"""Rows of a table as a ranked list: what each is called, what it costs, what else is known of it. Pure."""

from typing import Any

from segue.console.measures.measure_bars import Bar, bars
from segue.console.measures.measure_columns import Rows, cell, heading, names, numbers, texts, unit
from segue.console.measures.measure_frictions import NAME as FRICTIONS
from segue.console.measures.measure_frictions import frictions
from segue.measures.definitions import Definition
from segue.measures.results import Result

PATH = "path"  # a table that tells of paths has a row for each of its steps
COSTS = frozenset(("lost", "cost", "costs"))
STEPS = ("position", "from", "to", "place")


def ranked(of: Definition, result: Result) -> list[dict[str, Any]]:
    """{"name", "money", "bar", "about", "facts"} of each row, in the order of the measure; [] of no list."""
    rows = result.rows
    if of.name == FRICTIONS:
        return frictions(result)
    if rows and PATH in rows[0]:
        return _cards(_paths(rows), result.currency)
    return _cards(rows, result.currency) if of.chart == "list" else []


def _paths(rows: Rows) -> Rows:
    """Each path once."""
    once = {str(row[PATH]): row for row in reversed(rows)}
    kept = [{name: value for name, value in row.items() if name not in STEPS} for row in once.values()]
    return sorted(kept, key=lambda row: -(row.get("times") or 0))


def _cards(rows: Rows, currency: str) -> list[dict[str, Any]]:
    titles, counts = texts(rows), numbers(rows)
    money = next((one for one in counts if unit(one) == "money"), "")
    drawn = bars([Bar("", row.get(money)) for row in rows]) if money else [{} for _ in rows]
    facts = [one for one in names(rows) if one not in titles[:1] and one != money]
    return [
        {
            "name": cell(titles[0], row.get(titles[0]), currency) if titles else str(at),
            "money": cell(money, row.get(money), currency) if money else "",
            "called": heading(money) if money else "",
            "bar": bar,
            "samples": [],
            "costs": bool({*money.split("_")} & COSTS),
            "about": [(heading(one), cell(one, row[one], currency)) for one in facts if one in titles and row.get(one)],
            "facts": [(heading(one), cell(one, row[one], currency)) for one in facts if one in counts and row.get(one)],
        }
        for at, (row, bar) in enumerate(zip(rows, drawn, strict=True), 1)
    ]
