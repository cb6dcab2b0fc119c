"""Waiting for what a running stack does by itself."""

import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")
PATIENCE = 120  # seconds on a busy machine
PAUSE = 0.5


def eventually(look: Callable[[], Seen | None]) -> Seen:
    """What `look` answers once there is something in it; a failed test when nothing comes in time."""
    until = time.monotonic() + PATIENCE
    while not (seen := look()) and time.monotonic() < until:
        time.sleep(PAUSE)
    assert seen, f"nothing came in {PATIENCE} seconds"
    return seen
