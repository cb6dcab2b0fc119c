"""`receive_email`: what providers of AWS report."""

from dataclasses import replace
from functools import cache, partial

from segue.aws.certificates import certificate
from segue.aws.topics import confirm
from segue.intake.noticing import Noticing, signed_by_sns
from segue.wiring.doors import receiving


@cache
def noticing() -> Noticing:
    """Reports by EventBridge, by SNS, and by SNS to our webhook."""
    return Noticing(replace(receiving(), signed=partial(signed_by_sns, certificate)), confirm)
