"""`receive_email`."""

from functools import cache

from segue.aws.topics import confirm
from segue.intake.email_events import EmailEvents
from segue.wiring.doors import receiving


@cache
def email_events() -> EmailEvents:
    """What the mail provider reports."""
    return EmailEvents(receiving(), confirm)
