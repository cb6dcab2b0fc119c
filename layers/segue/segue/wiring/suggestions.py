"""People who may be one, until somebody decides."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.suggestions import Suggestions


@cache
def suggestions() -> Suggestions:
    """People who may be one."""
    return Suggestions(settings().requests)
