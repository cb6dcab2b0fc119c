"""Where what could not be understood waits."""

from functools import cache

from segue.aws.quarantine import Quarantine
from segue.aws.settings import settings


@cache
def quarantine() -> Quarantine:
    """Quarantine in the Requests table."""
    return Quarantine(settings().requests)
