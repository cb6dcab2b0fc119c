"""Waiting for what a running stack does by itself."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Seen = TypeVar("Seen")
PATIENCE = 120  # seconds on a busy machine
FIRST, GROWS, LONGEST = 0.1, 1.4, 1.0  # seconds between two looks: what is quick is seen at once, what takes long is
# not asked for so often that it takes longer


def eventually(look: Callable[[], Seen | None]) -> Seen:
    """What `look` answers once there is something in it; a failed test when nothing comes in time."""
    until = time.monotonic() + PATIENCE
    pauses = _pauses()
    while not (seen := look()) and time.monotonic() < until:
        time.sleep(next(pauses))
    assert seen, f"nothing came in {PATIENCE} seconds"
    return seen


def _pauses() -> Iterator[float]:
    pause = FIRST
    while True:
        yield pause
        pause = min(LONGEST, pause * GROWS)
