"""`receive_email`: what providers of AWS report."""

from functools import cache

from segue.aws.topics import confirm
from segue.intake.noticing import Noticing
from segue.wiring.doors import receiving


@cache
def noticing() -> Noticing:
    """Reports by EventBridge, by SNS, and by SNS to our webhook."""
    return Noticing(receiving(), confirm)
