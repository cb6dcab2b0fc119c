"""Codes by which a conversation goes on by telephone."""

from functools import cache

from segue.aws.handovers import Handovers
from segue.aws.secrets import derived
from segue.aws.settings import settings
from segue.handover.codes import Codes
from segue.handover.handovers import Seals


@cache
def codes() -> Codes:
    """The Requests table; a secret for codes of conversations alone."""
    return Codes(Seals(derived("conversation-codes")), Handovers(settings().requests, "talk-"))
