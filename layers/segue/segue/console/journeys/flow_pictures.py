"""A journey as a picture: stations below each other, arms of a choice side by side. Numbers for SVG alone. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import NamedTuple

WIDTH, HEIGHT = 216, 76  # of a station, in SVG units
ACROSS, DOWN = 24, 30  # between arms and between stations
LABEL = 22  # more above a labelled arm
EMPTY = 132  # the width of an arm in which nothing is done
MARGIN = 14
TITLE, NOTE, OWN = 20, 28, 30  # letters in a line of a station


@dataclass(frozen=True)
class Station:
    """What is drawn as one box: `arms` are the ways that leave it, each with its label and what stands on it; `own` is
    the id that its text gives it."""

    id: str
    kind: str
    title: str
    note: str = ""
    arms: tuple[tuple[str, tuple["Station", ...]], ...] = ()
    own: str = ""


class Box(NamedTuple):
    """A station at its place, its upper left corner."""

    station: Station
    x: float
    y: float

    @property
    def title(self) -> list[str]:
        """The title as one or two lines that fit."""
        return lines(self.station.title, TITLE, 2)

    @property
    def note(self) -> str:
        """The note as a line that fits."""
        return "".join(lines(self.station.note, NOTE, 1))

    @property
    def own(self) -> str:
        """The id of the step as a line that fits."""
        return "".join(lines(self.station.own, OWN, 1))


class Line(NamedTuple):
    """A way between two points; `path` is SVG's, the label stands at x and y."""

    path: str
    label: str
    x: float
    y: float


@dataclass
class Picture:
    """All boxes and lines, and how large they are together."""

    width: float = 0
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def drawn(stations: Sequence[Station]) -> Picture:
    """The picture of stations that follow each other."""
    picture = Picture()
    width = _width(stations)
    bottom = _down(picture, stations, (MARGIN + width / 2, MARGIN))
    picture.width, picture.height = width + 2 * MARGIN, bottom + MARGIN
    return picture


def titles(stations: Iterable[Station]) -> dict[str, str]:
    """What each step is called, by its id; those inside of others too."""
    known = {one.id: one.title for one in stations}
    for one in stations:
        for _, arm in one.arms:
            known |= titles(arm)
    return known


def told(stations: Iterable[Station], depth: int = 0) -> list[tuple[int, str]]:
    """The stations as lines with their depth, for those who do not see the picture."""
    lines: list[tuple[int, str]] = []
    for one in stations:
        lines.append((depth, ", ".join(str(each) for each in (one.title, one.note) if each)))
        for way, inner in one.arms:
            lines.append((depth + 1, f"{way}:"))
            lines += told(inner, depth + 2)
    return lines


def lines(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines of so many letters; what does not fit ends in `…`."""
    made = wrap(str(text), width, max_lines=most, placeholder="…")
    return made if made and len(made[-1]) > 1 else [f"{text[: width - 1]}…"] if text else []


def _width(stations: Iterable[Station]) -> float:
    return max((max(WIDTH, _spread(one)) for one in stations), default=EMPTY)


def _spread(station: Station) -> float:
    """How wide its arms are together."""
    widths = [_width(steps) for _, steps in station.arms]
    return sum(widths) + ACROSS * (len(widths) - 1) if widths else 0


def _down(picture: Picture, stations: Sequence[Station], at: tuple[float, float]) -> float:
    """Draws stations below a point, centred; answers where the last of them ends."""
    x, y = at
    for place, station in enumerate(stations):
        if place:
            picture.lines.append(_straight(x, y, y + DOWN))
            y += DOWN
        picture.boxes.append(Box(station, x - WIDTH / 2, y))
        y += HEIGHT
        if station.arms:
            y = _across(picture, station, (x, y))
    return y


def _across(picture: Picture, station: Station, at: tuple[float, float]) -> float:
    """Draws the arms of a station side by side; answers where they have come together again."""
    x, y = at
    left, top, ends = x - _spread(station) / 2, y + DOWN + LABEL, list[tuple[float, float]]()
    for label, steps in station.arms:
        centre = left + _width(steps) / 2
        picture.lines.append(_bent((x, y), (centre, top), label))
        ends.append((centre, _down(picture, steps, (centre, top)) if steps else top))
        left += _width(steps) + ACROSS
    meet = max(end for _, end in ends) + DOWN
    picture.lines += [_bent(end, (x, meet), "") for end in ends]
    return meet


def _straight(x: float, top: float, bottom: float) -> Line:
    return Line(f"M{x:g} {top:g}V{bottom:g}", "", x, bottom)


def _bent(start: tuple[float, float], end: tuple[float, float], label: str) -> Line:
    """Down, across and down again: a labelled way turns at once, one that comes back turns at its end."""
    turn = start[1] + DOWN / 2 if label else end[1] - DOWN / 2
    path = f"M{start[0]:g} {start[1]:g}V{turn:g}H{end[0]:g}V{end[1]:g}"
    return Line(path, label, end[0], end[1] - LABEL / 2)
