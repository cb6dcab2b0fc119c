"""Finishing: what SQL cannot work out of a table, done with its rows, whichever engine answered them."""

from collections.abc import Callable, Mapping

from segue.measures.definitions import Definition
from segue.measures.removal import Found, Rows, shared

FINISHES: Mapping[str, Callable[[Rows], Found]] = {"removal": shared}


def finished(of: Definition, rows: Rows) -> Rows:
    """The rows of a table as they are shown."""
    return FINISHES[of.finish](rows) if of.finish else rows
