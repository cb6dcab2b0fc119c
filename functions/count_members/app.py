"""Woken by a schedule at the end of each day: counts every segment, so that its trend has no gaps."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.counts import count_all


def handler(_event: Lambda, _context: Any) -> None:
    """A scheduled event; raises for the platform to bring it again."""
    count_all(now())
