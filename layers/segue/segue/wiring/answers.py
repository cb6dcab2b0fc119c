"""First answers to repeated requests: every function with an API."""

from functools import cache

from segue.aws.first_answers import FirstAnswers
from segue.aws.settings import settings


@cache
def first_answers() -> FirstAnswers:
    """Answers to repeated requests."""
    return FirstAnswers(settings().requests)
