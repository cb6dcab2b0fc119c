"""Whom a change of the playbook is about."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.standing import Standing


@cache
def standing() -> Standing:
    """The counts that a plan tells."""
    return Standing(settings().journeys)
