"""`receive_any`: the door for whatever source has none of its own."""

from typing import Any

from segue.http import Answer, Request, served
from segue.intake.receiving import BY_SNS
from segue.lambdas import Lambda, now
from segue.wiring.doors import receiving


def webhook_of_any(event: Lambda) -> dict[str, Any]:
    """The answer to a request of a provider, also of those who report through a topic of SNS."""
    return served(event, _answer)


def _answer(request: Request) -> Answer:
    if receiving().source(request).provider not in BY_SNS:
        return receiving().answer(request, now())
    from segue.wiring.noticing import noticing  # certificates and buckets, which few sources need

    return noticing().answer(request, now())
