"""Woken every few minutes: knocks at the stack's own front door with an event about nobody, which has to arrive."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.knocks import knock


def handler(_event: Lambda, _context: Any) -> None:
    """A scheduled event."""
    knock(now())
