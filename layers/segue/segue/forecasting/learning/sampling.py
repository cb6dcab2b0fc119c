"""Which people are learned from, where there are more than are needed."""

import heapq
from collections.abc import Iterable
from hashlib import blake2b

from segue.forecasting.histories import History

MOST = 100_000  # a parameter of a handful is not told better by more


def sample(histories: Iterable[History], most: int = MOST) -> list[History]:
    """Those whose ids have the lowest digests, by id: the same whatever the order, held in memory for them alone."""
    chosen = heapq.nsmallest(most, (one for one in histories if one.orders), key=lambda one: _digest(one.person))
    return sorted(chosen, key=lambda one: one.person)


def _digest(person: str) -> tuple[bytes, str]:
    return blake2b(person.encode(), digest_size=8).digest(), person
