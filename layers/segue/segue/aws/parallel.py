"""Side by side: independent AWS calls in a small pool, so that many take as long as a few."""

from collections.abc import Callable, Sequence
from typing import TypeVar

MOST_AT_ONCE = 10  # botocore keeps as many connections
Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(act: Callable[[Given], Made], items: Sequence[Given]) -> list[Made]:
    """`act` of every item, in order; one item starts no thread. Raises what the first failing one raised."""
    if len(items) < 2:
        return [act(one) for one in items]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=min(len(items), MOST_AT_ONCE)) as pool:
        return list(pool.map(act, items))
