"""Shares: who is in which part of a hundred, for ever the same and evenly spread."""

from collections.abc import Sequence
from typing import Any

from segue.errors import Invalid
from segue.journeys.instances import share_of

PARTS = 10_000


def drawn(name: str, sizes: Sequence[int]) -> int:
    """Which of the parts, of so many in a hundred each, this name falls into; len(sizes) where it is in none."""
    left = share_of(name, PARTS)
    for place, size in enumerate(sizes):
        left -= size * PARTS // 100
        if left < 0:
            return place
    return len(sizes)


def share(given: Any) -> int:
    """So many in a hundred, a whole number. Raises Invalid("bad-journey")."""
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= 100:
        raise Invalid("bad-journey", f"a share is a whole number from 0 to 100, not {given!r}")
    return given
