"""Pictures of tables: which columns a funnel, a grid of cohorts, flows or bars are made of. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from segue.console.measures.measure_bars import Bar, bars, funnel
from segue.console.measures.measure_columns import (
    PART,
    PLACES,
    Row,
    Rows,
    amount,
    cell,
    heading,
    is_number,
    numbers,
    said,
    sums,
    texts,
    unit,
)
from segue.console.measures.measure_flows import Flow, flows
from segue.console.measures.measure_grids import grid
from segue.measures.definitions import ALL, Definition

MOST = 13  # ages of cohorts
MOST_COHORTS = 18
STEPS = ("stage", "step")
MOST_FUNNELS = 4
TIMES = "times"
ENDS = (("from", "to"), ("source", "target"))
Picture = dict[str, Any]


def picture(of: Definition, rows: Rows, most: int) -> Picture:
    """{"kind", "chart", "column"}, of so many bars at most; {} where there is none to draw."""
    if rows and of.chart == "bars":
        return _bars(rows, most)
    return DRAWN[of.chart](rows) if rows and of.chart in DRAWN else {}


def _funnel(rows: Rows) -> Picture:
    """One for each part; where rows tell of something else than steps, the columns that follow each other with ever
    fewer are."""
    step, counts = next((one for one in STEPS if one in rows[0]), ""), _counts(rows)
    if not counts:
        return {}
    if not step:
        found = {"": _falling(list(zip(map(heading, counts), sums(rows, counts), strict=True)))}
    else:
        found = {}
        for row in rows:
            found.setdefault(_part(row), []).append((_end(row[step]), amount(row, counts[0])))
    chart = [{"name": name, "steps": _steps(steps)} for name, steps in [*found.items()][:MOST_FUNNELS]]
    return {"kind": "funnel", "chart": chart, "column": counts[0], "more": max(0, len(found) - MOST_FUNNELS)}


def _steps(found: list[tuple[str, float]]) -> list[dict[str, Any]]:
    drawn = funnel([count for _, count in found])
    return [{"name": name, "count": count, **one} for (name, count), one in zip(found, drawn, strict=True)]


def _part(row: Row) -> str:
    return "" if row.get(PART, ALL) == ALL else _end(row[PART])


def _falling(found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Only what is not more than what came before it, and not much less than what comes behind it."""
    kept: list[tuple[str, float]] = []
    for at, (name, count) in enumerate(found):
        rest = max((other for _, other in found[at + 1 :]), default=0.0)
        if (not kept or count <= kept[-1][1]) and count >= rest:
            kept.append((name, count))
    return kept


def _cohorts(rows: Rows) -> Picture:
    known, age = texts(rows), next((one for one in PLACES if one in rows[0]), "")
    shares = [one for one in numbers(rows) if unit(one) == "share"] or numbers(rows)
    if not known or not age or not shares:
        return {}
    cohorts = sorted({str(row[known[0]]) for row in rows})[-MOST_COHORTS:]
    ages = sorted({amount(row, age) for row in rows})[:MOST]
    cells = {(_month(str(row[known[0]])), f"{amount(row, age):g}"): row[shares[0]] for row in rows}
    known_cells = {place: value for place, value in cells.items() if is_number(value)}
    chart = grid([_month(one) for one in cohorts], [f"{one:g}" for one in ages], known_cells)
    return {"kind": "cohorts", "chart": chart, "column": shares[0], "age": heading(age)}


def _month(text: str) -> str:
    """`2026-11` of a month's first day."""
    return text[:7] if len(text) >= len("2026-11-01") and text[8:10] == "01" else text


def _flows(rows: Rows) -> Picture:
    ends, counts = next((one for one in ENDS if one[0] in rows[0]), None), _counts(rows)
    if not ends or not counts:
        return {}
    source, target = ends
    column = TIMES if TIMES in counts else counts[0]  # people may go several ways
    found = [Flow(_end(row[source]), _end(row[target]), amount(row, column)) for row in rows]
    return {"kind": "flows", "chart": flows(found), "column": column}


def _bars(rows: Rows, most: int) -> Picture:
    shares = [one for one in numbers(rows) if unit(one) == "share"] or numbers(rows)
    if not shares or not texts(rows):
        return {}
    ordered = sorted(rows, key=lambda row: -amount(row, shares[0]))[:most]
    named = [(", ".join(cell(one, row[one], "") for one in texts(rows)), row[shares[0]]) for row in ordered]
    chart = bars([Bar(name, value) for name, value in named])
    return {"kind": "bars", "chart": chart, "column": shares[0], "more": len(rows) - len(ordered)}


def _counts(rows: Rows) -> list[str]:
    return [one for one in numbers(rows) if unit(one) == "count"]


def _end(name: Any) -> str:
    return said("" if name is None else str(name))


DRAWN: Mapping[str, Callable[[Rows], Picture]] = {
    "funnel": _funnel,
    "cohorts": _cohorts,
    "flows": _flows,
}
