"""Where suggestions are kept."""

from functools import cache

from segue.aws.settings import settings
from segue.aws.suggestions import Suggestions


@cache
def suggestions() -> Suggestions:
    """Suggestions in the Requests table."""
    return Suggestions(settings().requests)
