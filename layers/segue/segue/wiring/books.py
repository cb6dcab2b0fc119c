"""Journeys of older versions of the playbook."""

from functools import cache

from segue.aws.books import Books
from segue.journeys.compiling import compile_journeys
from segue.wiring.tables import playbooks


@cache
def books() -> Books:
    """Older versions of the playbook."""
    return Books(playbooks(), compile_journeys)
