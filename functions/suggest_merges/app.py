"""Woken every night: suggests people who look the same as one, for a person to decide."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.suggesting import suggest


def handler(_event: Lambda, _context: Any) -> None:
    """A scheduled event; raises for the platform to try again."""
    suggest(now())
