"""Moments in statements: days and times apart from what is said about them, so that what is asked again for another
period needs no parser again."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

MOMENT = re.compile(r"'\d{4}-\d\d-\d\d(?P<time> \d\d:\d\d:\d\d\.\d{3})?'")
FIRST = date(1, 1, 1)
REMEMBERED = 2048  # that are remembered: all that the night asks, and what somebody wishes beside


class Shape(NamedTuple):
    """A statement with a day of its own in each moment's place, and which moment each stands for."""

    sql: str
    moments: Mapping[str, str]

    def put_into(self, sql: str) -> str:
        """A statement made of the shape, with the moments again."""
        return MOMENT.sub(lambda found: self.moments[found[0]], sql)


def shape_of(sql: str) -> Shape:
    """Every literal that looks like a moment stands for itself, also where it is the value of something else."""
    places: dict[str, str] = {}

    def placed(found: re.Match[str]) -> str:
        time = " 00:00:00.000" if found["time"] else ""
        return places.setdefault(found[0], f"'{FIRST + timedelta(days=len(places))}{time}'")

    shape = MOMENT.sub(placed, sql)
    return Shape(shape, {place: moment for moment, place in places.items()})
