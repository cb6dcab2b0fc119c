"""Members of segments."""

from functools import cache

from segue.aws.members import Members
from segue.aws.settings import settings


@cache
def members() -> Members:
    """The Members table."""
    return Members(settings().members)
