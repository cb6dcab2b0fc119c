"""What providers of AWS report: `receive_email`, `receive_sms`, `receive_phone`."""

from dataclasses import replace
from functools import cache, partial
from typing import Any

from segue.aws.certificates import certificate
from segue.aws.mail_store import stored_mail
from segue.aws.topics import confirm
from segue.http import served
from segue.intake.noticing import Noticing, signed_by_sns
from segue.lambdas import Lambda, now
from segue.wiring.doors import receiving


@cache
def noticing() -> Noticing:
    """Reports by EventBridge, by SNS, and by SNS to our webhook."""
    return Noticing(replace(receiving(), signed=partial(signed_by_sns, certificate)), confirm, stored_mail)


def noticed(event: Lambda, provider: str) -> dict[str, Any] | None:
    """A webhook is answered; an event of SNS or EventBridge is this provider's and raises to be brought again."""
    if "requestContext" in event:
        return served(event, lambda request: noticing().answer(request, now()))
    noticing().take(event, provider, now())
    return None
