"""What providers have put off: `send` tells, `people` and `console` ask."""

from functools import cache

from segue.aws.put_off import StoredPutOff
from segue.aws.settings import settings


@cache
def put_off() -> StoredPutOff:
    """In the Requests table."""
    return StoredPutOff(settings().requests)
