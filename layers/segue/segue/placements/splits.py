"""Splits: variants that are compared by showing each to its share of the same people, at the same time."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from segue.errors import Invalid, inside

ALIKE = ("when", "from", "until")  # what variants of one priority have in common
Spec = Mapping[str, Any]


def check_split(spec: Spec, splits: bool) -> None:
    """Whether the shares of a placement's variants say who sees what. Raises Invalid("bad-placement")."""
    rows = sorted(spec["variants"], key=lambda one: -one.get("priority", 0))
    with inside("variants"):
        if not splits and any("share" in one for one in rows):
            raise Invalid("bad-placement", "a `share` is for `strategy: split`")
        for _, some in groupby(rows if splits else (), key=lambda one: one.get("priority", 0)):
            _check([*some])


def _check(rows: list[Spec]) -> None:
    if sum(one.get("share", 0) for one in rows) != 100:
        raise Invalid("bad-placement", "in a split the shares of the variants of one priority come to 100")
    if any(one.get(name) != rows[0].get(name) for one in rows for name in ALIKE):
        raise Invalid("bad-placement", "in a split variants of one priority have the same `when`, `from` and `until`")
