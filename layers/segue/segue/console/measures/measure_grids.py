"""Cohorts as numbers for SVG: a square for each cohort and age, the darker the more. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.console.measures.measure_scales import bounded, usable

LEFT = 21.0  # per cent of the width for the names
ROW, GAP = 28.0, 2.0  # pixels
TOP = 22.0
LEVELS = 8
Cells = Mapping[tuple[str, str], float]


def grid(rows: Sequence[str], columns: Sequence[str], cells: Cells) -> dict[str, Any]:
    """The picture; a cell that nothing is known of is left out. {} of no cells."""
    known = {place: bounded(value) for place, value in cells.items() if usable(value)}
    if not known or not rows or not columns:
        return {}
    most = max(map(abs, known.values())) or 1.0
    wide = (100 - LEFT) / len(columns)
    squares = [
        {
            "x": round(LEFT + wide * across, 2),
            "y": TOP + ROW * down,
            "middle": round(LEFT + wide * (across + 0.5), 2),
            "level": min(LEVELS, max(0, round(LEVELS * known[row, column] / most))),
            "value": known[row, column],
            "row": row,
            "column": column,
        }
        for down, row in enumerate(rows)
        for across, column in enumerate(columns)
        if (row, column) in known
    ]
    heads = [{"x": round(LEFT + wide * (at + 0.5), 2), "name": name} for at, name in enumerate(columns)]
    names = [{"y": TOP + ROW * at + ROW / 2 + 3, "name": name} for at, name in enumerate(rows)]
    size = {"wide": round(wide, 2), "row": ROW - GAP, "high": TOP + ROW * len(rows)}
    return {**size, "squares": squares, "heads": heads, "names": names}
