"""`publish_signals`, and whoever else puts signals on the bus."""

from functools import cache

from segue.aws.bus import Bus
from segue.aws.settings import settings


@cache
def bus() -> Bus:
    """The event bus."""
    return Bus(settings().bus)
