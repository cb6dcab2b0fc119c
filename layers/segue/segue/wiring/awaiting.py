"""Who waits for products."""

from functools import cache

from segue.aws.awaiting import Awaiting
from segue.aws.settings import settings


@cache
def awaiting() -> Awaiting:
    """Those who want to hear when a product can be bought again."""
    return Awaiting(settings().catalog)
