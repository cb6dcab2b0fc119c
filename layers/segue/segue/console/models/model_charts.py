"""What model cards tell, as numbers for SVG: predicted against observed, lift, a metric over the nights. Pure."""

from collections.abc import Mapping, Sequence
from math import floor, log10, sqrt
from typing import Any

WIDE, HIGH = 320.0, 220.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 22.0, 12.0, 28.0
LEAST, LARGEST = 4.0, 11.0  # radius of a dot
STEPS = ((1, 4), (2, 4), (2.5, 5), (5, 5), (10, 4))  # round numbers, and into how many parts they go
COLUMN = 0.7  # of its share of the width
Chart = dict[str, Any]


def calibration(bins: Sequence[Mapping[str, float]]) -> Chart:
    """A dot for each tenth, as large as its share of the people, and the line on which forecasts would be right; {}
    where nobody was judged."""
    if not bins:
        return {}
    top, ticks = _round(max(max(one["predicted"], one["observed"]) for one in bins))
    most = max(one["count"] for one in bins)
    dots = [
        {
            "x": _x(one["predicted"] / top),
            "y": _y(one["observed"] / top),
            "r": round(max(LEAST, LARGEST * sqrt(one["count"] / most)), 1),
            **one,
        }
        for one in bins
    ]
    marks = [top * step / ticks for step in range(ticks + 1)]
    line = (_x(0), _y(0), _x(1), _y(1))
    down, across = ([{"at": place(one / top), "value": one} for one in marks] for place in (_y, _x))
    return {**_frame(), "dots": dots, "line": line, "down": down, "across": across}


def lift(values: Sequence[float]) -> Chart:
    """A column for each tenth, the highest predictions first, and where everybody would be alike; {} of none."""
    if not values or not max(values):
        return {}
    top, ticks = _round(max(values))
    wide = (WIDE - LEFT - RIGHT) / len(values)
    columns = [
        {"x": round(LEFT + wide * (at + (1 - COLUMN) / 2), 1), "y": _y(one / top), "value": one, "tenth": at + 1}
        for at, one in enumerate(values)
    ]
    made = [{**one, "height": round(_y(0) - one["y"], 1), "middle": one["x"] + wide * COLUMN / 2} for one in columns]
    down = [{"at": _y(step / ticks), "value": top * step / ticks} for step in range(ticks + 1)]
    return {**_frame(), "columns": made, "wide": round(wide * COLUMN, 1), "down": down, "one": _y(min(1.0, 1 / top))}


def nights(rows: Sequence[tuple[Any, float | None]]) -> Chart:
    """A line through the nights that could be judged, from nothing to the highest round number; {} of none."""
    known = [(at, value) for at, (_, value) in enumerate(rows) if value is not None]
    if not known:
        return {}
    top, ticks = _round(max(*(value for _, value in known), 0.01))
    apart = max(1, len(rows) - 1)
    dots = [{"x": _x(at / apart), "y": _y(max(0.0, value) / top), "value": value} for at, value in known]
    path = "M" + "L".join(f"{one['x']:g} {one['y']:g}" for one in dots)
    down = [{"at": _y(step / ticks), "value": top * step / ticks} for step in range(ticks + 1)]
    return {**_frame(), "dots": dots, "path": path, "down": down}


def _frame() -> Chart:
    return {"width": WIDE, "height": HIGH, "left": LEFT, "right": WIDE - RIGHT, "bottom": HIGH - BOTTOM, "top": TOP}


def _round(value: float) -> tuple[float, int]:
    """The next round number, and into how many parts it goes."""
    if value <= 0:
        return 1.0, STEPS[0][1]
    size = 10 ** floor(log10(value))
    return next((size * step, parts) for step, parts in STEPS if size * step >= value * 0.9999)


def _x(share: float) -> float:
    return round(LEFT + (WIDE - LEFT - RIGHT) * share, 1)


def _y(share: float) -> float:
    return round(HIGH - BOTTOM - (HIGH - BOTTOM - TOP) * share, 1)
