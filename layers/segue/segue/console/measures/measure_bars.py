"""Figures side by side as numbers for SVG: bars with where they may end, and the steps of a funnel. Pure.

All places and lengths are in per cent of the width.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from segue.console.measures.measure_scales import Scale, bounded, usable

LEAST = 0.6  # per cent: what is there is seen
FAR = 2.0  # whiskers are drawn up to so many times the longest bar


class Bar(NamedTuple):
    """A part with its value, where that lies, and what it was before."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    before: float | None = None


def bars(rows: Sequence[Bar]) -> list[dict[str, Any]]:
    """Each with where its bar begins, how long it is, and where its whiskers and its value of before stand."""
    values = [bounded(one) for row in rows for one in (row.value, row.before) if usable(one)]
    least, most = min([0.0, *values]), max([0.0, *values])
    ends = [bounded(end) for one in rows if usable(one.value) for end in (one.low, one.high) if usable(end)]
    near = [min(FAR * most, max(FAR * least, end)) for end in ends]
    low, high = min([least, *near]), max([most, *near])
    axis = Scale(low, high if high > low else low + 1.0, ())
    return [_bar(one, axis) for one in rows]


def funnel(counts: Sequence[float]) -> list[dict[str, float]]:
    """For each step the part of the first that reaches it, and of the one before (1 for the first), as bars."""
    first = max([0.0, *map(bounded, counts)])
    made, last = [], 0.0
    for at, count in enumerate(map(bounded, counts)):
        share = max(0.0, count) / first if first else 0.0
        kept = (count / last if last else 0.0) if at else 1.0
        made.append({"width": round(max(LEAST, 100 * share), 2), "share": share, "kept": kept, "lost": last - count})
        last = count
    return made


def _bar(one: Bar, axis: Scale) -> dict[str, Any]:
    zero = 100 * axis.share(0)
    made: dict[str, Any] = {"name": one.name, "bar": one, "zero": round(zero, 2)}
    if not usable(one.value):
        return made
    end = 100 * axis.share(bounded(one.value))
    width = max(LEAST, abs(end - zero)) if one.value else 0.0
    made |= {"x": round(min(zero, end, 100 - width), 2), "width": round(width, 2), "end": round(end, 2)}
    if usable(one.low) and usable(one.high) and one.low != one.high:
        made |= {key: round(100 * axis.share(bounded(to)), 2) for key, to in (("low", one.low), ("high", one.high))}
    return made | ({"before": round(100 * axis.share(bounded(one.before)), 2)} if usable(one.before) else {})
