"""Write keys: every door that takes one, and who makes them."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.write_keys import WriteKeys
from segue.lambdas import now


@cache
def write_keys() -> WriteKeys:
    """The stack's write keys, with what this instance remembers of them."""
    return WriteKeys(settings().requests, now)
