"""Orders as they stood at a moment, by what is told of them now."""

from collections.abc import Iterator, Mapping
from typing import Any

from segue.profile.profiles import Profile
from segue.times import Millis


def changes(profile: Profile) -> Iterator[Millis]:
    """When orders were placed, told of for the last time, or cancelled."""
    return (one for row in profile.order_rows for one in (row["placed"], row["told"], row["cancelled"]) if one)


def standing(profile: Profile, moment: Millis) -> list[Mapping[str, Any]]:
    """The orders that stood at a moment, as they are told now."""
    return [row for row in profile.order_rows if row["placed"] is not None and _stands(row, moment)]


def _stands(row: Mapping[str, Any], moment: Millis) -> bool:
    return max(row["placed"], row["told"]) <= moment and (row["cancelled"] is None or moment < row["cancelled"])
