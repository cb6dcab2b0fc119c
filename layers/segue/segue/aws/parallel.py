"""Side by side: independent AWS calls in a small pool, so that many take as long as a few."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import TypeVar

MOST_AT_ONCE = 10  # botocore keeps as many connections
Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(act: Callable[[Given], Made], items: Sequence[Given]) -> list[Made]:
    """`act` of every item, in order; one item starts no thread. Each knows who asks and in which language, as who calls
    does. Raises what the first failing one raised."""
    if len(items) < 2:
        return [act(one) for one in items]
    from concurrent.futures import ThreadPoolExecutor

    knowing = [copy_context() for _ in items]  # a context may be entered once at a time
    with ThreadPoolExecutor(max_workers=min(len(items), MOST_AT_ONCE)) as pool:
        return list(pool.map(lambda context, one: context.run(act, one), knowing, items))


def in_time(acts: Sequence[Callable[[], Made]], seconds: float) -> list[Made | Exception]:
    """What each comes to within so many seconds, side by side; what went wrong, or TimeoutError, where it does not.

    What is too late goes on for itself, and nobody hears of it.
    """
    from concurrent.futures import ThreadPoolExecutor, wait

    pool = ThreadPoolExecutor(max_workers=max(len(acts), 1))
    begun = [pool.submit(copy_context().run, _came_to, one) for one in acts]
    wait(begun, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    return [one.result() if one.done() and not one.cancelled() else TimeoutError() for one in begun]


def _came_to(act: Callable[[], Made]) -> Made | Exception:
    try:
        return act()
    except Exception as wrong:
        return wrong
