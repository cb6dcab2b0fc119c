"""What goes from where to where as numbers for SVG: two columns of places and ribbons between them. Pure.

Across, places are in per cent of the width; up, they are in pixels.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from segue.console.measures.measure_scales import bounded, usable
from segue.languages.texts import _

HIGH, GAP, LEAST = 300.0, 10.0, 16.0  # of all, between places, and of the smallest place, in pixels
TOP = 4.0
NODE = 2.4  # per cent: how wide a place is
MOST = 8  # places on a side; the smaller ones are one
REST = _("Others")
HUES = 8


class Flow(NamedTuple):
    """So much goes from one to another."""

    source: str
    target: str
    value: float


def flows(found: Sequence[Flow]) -> dict[str, Any]:
    """The picture, the largest places on top; {} where nothing flows."""
    known = _merged([Flow(*one[:2], bounded(one.value)) for one in found if usable(one.value) and one.value > 0])
    if not known:
        return {}
    left, right = (_side(known, at) for at in (0, 1))
    unit = _unit(left, right)
    places = [_placed(one, unit) for one in (left, right)]
    high = max(max(one["y"] + one["high"] for one in side.values()) for side in places) + TOP
    hues = {name: at % HUES for at, name in enumerate(left)}
    return {
        "high": round(high, 1),
        "node": NODE,
        "left": [{**one, "hue": hues[one["name"]]} for one in places[0].values()],
        "right": [*places[1].values()],
        "ribbons": _ribbons(known, places, hues),
        "total": sum(one.value for one in known),
    }


def _merged(found: Sequence[Flow]) -> list[Flow]:
    """At most MOST names a side; several flows between the same two are one. The largest first."""
    kept = [_largest(found, at) for at in (0, 1)]
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for one in found:
        source, target = (name if name in names else REST for name, names in zip(one[:2], kept, strict=True))
        sums[source, target] += one.value
    return sorted((Flow(*ends, value) for ends, value in sums.items()), key=lambda one: (-one.value, one))


def _largest(found: Sequence[Flow], at: int) -> list[str]:
    sides = _side(found, at)
    return list(sides) if len(sides) <= MOST else list(sides)[: MOST - 1]


def _side(found: Sequence[Flow], at: int) -> dict[str, float]:
    """{place: what passes it} of one side, the largest first, the rest last."""
    sums: dict[str, float] = defaultdict(float)
    for one in found:
        sums[one.source if at == 0 else one.target] += one.value
    return dict(sorted(sums.items(), key=lambda one: (one[0] == REST, -one[1], one[0])))


def _unit(*sides: Mapping[str, float]) -> float:
    """Pixels for one thing: the side with most places fills the picture."""
    room = HIGH - GAP * (max(map(len, sides)) - 1)
    return room / max(sum(one.values()) for one in sides)


def _placed(side: Mapping[str, float], unit: float) -> dict[str, dict[str, Any]]:
    at, made = TOP, {}
    for name, value in side.items():
        high = value * unit
        room = max(high, LEAST)
        made[name] = {"name": name, "value": value, "y": round(at, 1), "high": round(high, 1), "middle": at + room / 2}
        at += room + GAP
    return made


def _ribbons(known: Sequence[Flow], places: Sequence[dict[str, dict[str, Any]]], hues: Mapping[str, int]) -> list[Any]:
    """Each as wide as what it carries, those of a place below each other in the order of the other side."""
    used: dict[tuple[int, str], float] = defaultdict(float)
    made = []
    order = sorted(known, key=lambda one: (places[0][one.source]["y"], places[1][one.target]["y"]))
    for one in order:
        ends = []
        for side, name in enumerate(one[:2]):
            place = places[side][name]
            high = place["high"] * one.value / place["value"]
            ends.append((place["y"] + used[side, name], high))
            used[side, name] += high
        made.append({"path": _ribbon(*ends), "hue": hues[one.source], "flow": one})
    return made


def _ribbon(start: tuple[float, float], end: tuple[float, float]) -> str:
    (y1, h1), (y2, h2) = start, end
    x1, x2, half = NODE, 100 - NODE, 50.0
    there = f"M{x1:g} {y1:.1f}C{half:g} {y1:.1f} {half:g} {y2:.1f} {x2:g} {y2:.1f}"
    return f"{there}L{x2:g} {y2 + h2:.1f}C{half:g} {y2 + h2:.1f} {half:g} {y1 + h1:.1f} {x1:g} {y1 + h1:.1f}Z"
