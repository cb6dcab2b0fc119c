"""What a person at the terminal sees while something takes long."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 40  # characters of a bar


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


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar in one line; what is given back takes how much is done of how much."""

    def show(done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        print(f"\r  {what:<12} [{'#' * filled:<{WIDTH}}] {100 * done // max(total, 1):>3} %", end="", flush=True)

    show(0, 1)
    try:
        yield show
    finally:
        print(flush=True)
