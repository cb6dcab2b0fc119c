"""What every door for webhooks does."""

from functools import cache
from typing import Any

from segue.aws.settings import settings
from segue.aws.source_secrets import source_secrets
from segue.deliveries import Parsed
from segue.http import served
from segue.intake.receiving import Receiving
from segue.lambdas import Lambda, now
from segue.times import Millis
from segue.wiring.accepting import accepting
from segue.wiring.configured import source

PRIVACY = ("Privacy ", "shop/redact")  # with which the names of what asks about data begin


@cache
def receiving() -> Receiving:
    """Webhooks of configured sources."""
    return Receiving(accepting(), source, source_secrets, settings().public_url, first=_first, asked=_asked)


def _asked(parsed: Parsed) -> None:
    named = [one.event or "" for one in parsed.events] + [one.name for one in parsed.ignored]
    if any(one.startswith(PRIVACY) for one in named):
        from segue.wiring.shop_cases import note  # few deliveries ask for anything

        note(parsed)


def webhook(event: Lambda) -> dict[str, Any]:
    """The answer to a request of a provider."""
    return served(event, lambda request: receiving().answer(request, now()))


def _first(token: str, said: str, at: Millis) -> str:
    from segue.aws.used_proofs import UsedProofs  # few providers sign less than what they say

    return UsedProofs(settings().requests)(token, said, at)
