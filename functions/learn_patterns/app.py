"""Woken by a schedule every night: adds up how customers answer, by channel and hour of their week."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.wiring.patterns import learn


def handler(_event: Lambda, _context: Any) -> None:
    """A scheduled event; raises for the platform to bring it again."""
    learn(now())
