"""A figure over time as numbers for SVG: a line with its band, and the period before beside it. Pure.

Across, places are in per cent of whatever width there is; up, the line has a box of its own of 100 by 100, which the
picture stretches. So text and dots keep their size on a phone.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from segue.console.measures.measure_scales import Scale, across, bounded, scale, usable

HIGH, TOP, BOTTOM = 208.0, 20.0, 26.0  # of the picture, and above and below the box, in pixels
MOST_BAND = 2.0  # a band is drawn up to so many times the highest value
MOST_DOTS = 62


class Point(NamedTuple):
    """A value `at` 0 to 1 of the time; without a value the line has a gap there. `name` says when that is."""

    at: float
    value: float | None
    low: float | None = None
    high: float | None = None
    name: str = ""


Line = Sequence[Point]


def trend(now: Line, before: Line = (), unit: str = "count", ends: Line | None = None) -> dict[str, Any]:
    """The picture of a line, {} without a value; `ends`: points whose bands are drawn to their ends, however flat that
    makes the line."""
    known = [one for one in now if usable(one.value)]
    if not known:
        return {}
    values = [one.value for one in (*known, *before) if usable(one.value)]
    reached = _band_ends(known, values) if ends is None else [end for one in ends for end in (one.low, one.high)]
    axis = scale([*values, *reached], unit)
    return {
        "high": HIGH,
        "top": TOP,
        "box": HIGH - TOP - BOTTOM,
        "foot": HIGH - 8,
        "lines": [_path(run, axis) for run in _runs(now)],
        "bands": [_band(run, axis) for run in _runs(now) if all(usable(one.low) and usable(one.high) for one in run)],
        "before": [_path(run, axis) for run in _runs(before)],
        "dots": [_dot(one, axis) for one in known] if len(known) <= MOST_DOTS else [_dot(known[-1], axis)],
        "marks": [{"y": down(axis, one), "value": one} for one in axis.marks],
        "names": _names(now),
    }


def down(axis: Scale, value: float) -> float:
    """How far below the upper edge a value stands, in pixels."""
    return round(TOP + (HIGH - TOP - BOTTOM) * (1 - axis.share(bounded(value))), 1)


def _band_ends(known: Line, values: Iterable[float | None]) -> list[float]:
    """How far bands reach, as far as that is drawn: they make the line no flatter than half of the picture."""
    drawn = [bounded(one) for one in values]
    top, bottom = MOST_BAND * max([0.0, *drawn]), MOST_BAND * min([0.0, *drawn])
    ends = [bounded(end) for one in known for end in (one.low, one.high) if usable(end)]
    return [min(top, max(bottom, end)) for end in ends]


def _runs(points: Line) -> Iterator[list[Point]]:
    """The points without gaps."""
    run: list[Point] = []
    for one in points:
        if usable(one.value):
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(run: Line, axis: Scale) -> str:
    return "M" + "L".join(_place(one.at, one.value, axis) for one in run)


def _band(run: Line, axis: Scale) -> str:
    upper = [_place(one.at, one.high, axis) for one in run]
    lower = [_place(one.at, one.low, axis) for one in reversed(run)]
    return "M" + "L".join([*upper, *lower]) + "Z"


def _place(at: float, value: float | None, axis: Scale) -> str:
    return f"{across(at):g} {round(100 * (1 - axis.share(bounded(value))), 2):g}"


def _dot(one: Point, axis: Scale) -> dict[str, Any]:
    return {"x": across(one.at), "y": down(axis, bounded(one.value)), "point": one}


def _names(points: Line) -> list[dict[str, Any]]:
    """When the line begins, is halfway, and ends."""
    last = len(points) - 1
    chosen = [(0, "start")] if last < 1 else [(0, "start"), (last, "end")]
    chosen += [(last // 2, "middle")] if last >= 4 and last % 2 == 0 else []
    return [{"x": across(points[at].at), "anchor": anchor, "name": points[at].name} for at, anchor in chosen]
