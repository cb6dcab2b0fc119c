"""Whom a change of the playbook is about."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.standing import Standing
from segue.wiring.members import members


@cache
def standing() -> Standing:
    """The counts that a plan tells."""
    return Standing(settings().journeys, members())
