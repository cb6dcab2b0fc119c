"""Charts as numbers for SVG, drawn by the server so that they need no script. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from segue.times import DAY, Millis, from_text, to_text

DAYS = 42
SIDE, GAP, HEIGHT = 6.0, 1.4, 18.0
LEVELS = 4
LINE_WIDTH, LINE_HEIGHT, EDGE = 120.0, 32.0, 2.5
COLUMN, COLUMN_HEIGHT, COLUMN_LEAST = 6.0, 36.0, 1.5


def strips(rows: Iterable[Mapping[str, Any]], now: Millis) -> dict[str, Any]:
    """One row of squares per channel, a square per day for six weeks up to today; {} where nothing was counted.

    `rows` are {"day": "2026-11-22", "channel", "count"}; a square's level is its share of the busiest day, 0 to 4.
    """
    last = now // DAY
    first = last - DAYS + 1
    counts = _per_day(rows, (first, last))
    if not counts:
        return {}
    most = max(max(days.values()) for days in counts.values())
    made = [_strip(channel, days, (first, last), most) for channel, days in counts.items()]
    return {
        "rows": sorted(made, key=lambda one: (-one["total"], one["channel"])),
        "days": DAYS,
        "first": to_text(first * DAY),
        "side": SIDE,
        "width": DAYS * (SIDE + GAP) - GAP,
        "height": HEIGHT,
    }


def bars(rows: Sequence[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first `most` of rows {"name", "score"}, each with its width in per cent of the longest, at least 2."""
    longest = max((row["score"] for row in rows), default=0)
    shown = [row for row in rows if row["score"] > 0][:most]
    return [{**row, "width": max(2, round(100 * row["score"] / longest))} for row in shown]


def columns(counts: Sequence[int], names: Sequence[str]) -> dict[str, Any]:
    """Columns side by side, as high as their share of the highest; {} where nothing was counted. One that is counted
    is at least a line high."""
    most = max(counts, default=0)
    if not most:
        return {}
    heights = [max(COLUMN_LEAST, round(COLUMN_HEIGHT * count / most, 1)) if count else 0 for count in counts]
    made = [
        {"x": at * (COLUMN + GAP), "y": COLUMN_HEIGHT - high, "height": high, "count": count, "name": name}
        for at, (high, count, name) in enumerate(zip(heights, counts, names, strict=True))
    ]
    width = round(len(made) * (COLUMN + GAP) - GAP, 1)
    sums = {"most": most, "total": sum(counts)}
    return {"columns": made, "width": width, "height": COLUMN_HEIGHT, "column": COLUMN, **sums}


def line(counts: Sequence[int], width: float = LINE_WIDTH, height: float = LINE_HEIGHT) -> dict[str, Any]:
    """A line through counts, the least at the bottom; {} where there are fewer than two. Paths of SVG: the line, and
    the ground below it."""
    if len(counts) < 2:
        return {}
    least, most = min(counts), max(counts)
    high = height - 2 * EDGE
    across = (width - 2 * EDGE) / (len(counts) - 1)
    span = most - least
    heights = [EDGE + high * (most - one) / span if span else height / 2 for one in counts]
    points = [(round(EDGE + across * at, 1), round(one, 1)) for at, one in enumerate(heights)]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
    ground = f"{path}L{points[-1][0]:g} {height:g}L{points[0][0]:g} {height:g}Z"
    return {"path": path, "ground": ground, "width": width, "height": height, "last": points[-1]}


def _per_day(rows: Iterable[Mapping[str, Any]], span: tuple[int, int]) -> dict[str, Counter[int]]:
    """Counts by channel and day, of the days in the span."""
    counts: dict[str, Counter[int]] = {}
    for row in rows:
        day = from_text(row["day"]) // DAY
        if span[0] <= day <= span[1]:
            counts.setdefault(row["channel"], Counter())[day] += row["count"]
    return counts


def _strip(channel: str, days: Counter[int], span: tuple[int, int], most: int) -> dict[str, Any]:
    cells = [
        {
            "x": round((day - span[0]) * (SIDE + GAP), 2),
            "level": -(-days[day] * LEVELS // most),
            "count": days[day],
            "day": to_text(day * DAY),
        }
        for day in range(span[0], span[1] + 1)
    ]
    return {"channel": channel, "total": days.total(), "last": to_text(max(days) * DAY), "cells": cells}
