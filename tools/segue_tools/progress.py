"""What a person at the terminal sees while something takes long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(what: str) -> Iterator[None]:
    """One line: what is being done, and how long it took."""
    began = time.monotonic()
    print(f"  {what:<58}", end="", flush=True)
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def say(text: str = "") -> None:
    """A line for people."""
    print(text, flush=True)
