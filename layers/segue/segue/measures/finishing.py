"""Finishing: what SQL cannot work out of a table, done with its rows, whichever engine answered them."""

from collections.abc import Callable, Mapping

from segue.measures.computing import Rows
from segue.measures.definitions import Definition
from segue.measures.removal import shared

FINISHES: Mapping[str, Callable[[Rows], Rows]] = {"": list, "removal": shared}


def finished(of: Definition, rows: Rows) -> Rows:
    """The rows of a table as they are shown."""
    return FINISHES[of.finish](rows)
