"""The columns of a measure's table: what each holds, and which of them a picture is made of. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.console.measure_bars import funnel
from segue.console.measure_flows import Flow, flows
from segue.console.measure_grids import grid
from segue.console.measure_words import written
from segue.console.words import label
from segue.measures.definitions import Definition

Rows = Sequence[Mapping[str, Any]]
UNITS = (
    ("seconds", ("seconds", "wait", "lasting")),
    ("days", ("days",)),
    ("share", ("share", "rate", "effect", "likelihood")),
    ("money", ("revenue", "money", "value", "spent", "worth", "lost_money")),
)
MOST_ROWS = 12  # of cohorts, and of ages


def unit(column: str) -> str:
    """What a column holds, by its name: `lost_revenue` is money, `share_lost` a share; else a count."""
    words = column.split("_")
    return next((one for one, known in UNITS if any(word in known for word in words)), "count")


def cell(column: str, value: Any, currency: str) -> str:
    """A value of a column as it is read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return written(value, unit(column), currency)
    return said("" if value is None else str(value))


def said(name: str) -> str:
    """A part as it is read: what comes out of the data stays as it is, words of ours get a capital."""
    if not name:
        return "Unknown"
    return label(name) if name.replace("_", "").isalpha() and name.islower() else name


def texts(rows: Rows) -> list[str]:
    """The columns that name things, in their order."""
    return [name for name in _names(rows) if any(isinstance(row.get(name), str) for row in rows)]


def numbers(rows: Rows) -> list[str]:
    """The columns that count things."""
    return [name for name in _names(rows) if any(_is_number(row.get(name)) for row in rows) and name not in texts(rows)]


def _names(rows: Rows) -> list[str]:
    return list(rows[0]) if rows else []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def picture(of: Definition, rows: Rows) -> dict[str, Any]:
    """What a table's picture is made of: {"kind", "chart", "column"}; {} where there is none to draw."""
    make = {"funnel": _funnel, "cohorts": _cohorts, "flows": _flows}.get(of.chart)
    return make(rows) if make and rows else {}


def _funnel(rows: Rows) -> dict[str, Any]:
    names, counts = texts(rows), [one for one in numbers(rows) if unit(one) == "count" and one not in ("step", "position")]
    if not names or not counts:
        return {}
    steps = funnel([row[counts[0]] or 0 for row in rows])
    drawn = [{"name": said(row[names[-1]]), "count": row[counts[0]], **step} for row, step in zip(rows, steps, strict=True)]
    return {"kind": "funnel", "chart": drawn, "column": counts[0]}


def _cohorts(rows: Rows) -> dict[str, Any]:
    known, counted = texts(rows), numbers(rows)
    if not known or len(counted) < 2:
        return {}
    shares = [one for one in counted if unit(one) == "share"]
    age, value = counted[0], (shares or counted)[-1 if not shares else 0]
    cohorts = list(dict.fromkeys(str(row[known[0]]) for row in rows))[-MOST_ROWS:]
    ages = sorted({row[age] for row in rows if row[age] is not None})[: MOST_ROWS + 1]
    cells = {(str(row[known[0]]), f"{row[age]:g}"): row[value] for row in rows if row[age] is not None}
    return {"kind": "cohorts", "chart": grid(cohorts, [f"{one:g}" for one in ages], cells), "column": value, "age": age}


def _flows(rows: Rows) -> dict[str, Any]:
    known, counted = texts(rows), numbers(rows)
    if len(known) < 2 or not counted:
        return {}
    found = [Flow(said(row[known[0]] or ""), said(row[known[1]] or ""), row[counted[0]] or 0) for row in rows]
    return {"kind": "flows", "chart": flows(found), "column": counted[0]}
