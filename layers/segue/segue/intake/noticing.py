"""Noticing: what providers of AWS report, by EventBridge, by SNS, or by SNS to our webhook.

A source whose options name `topics` takes posts of these topics that SNS signed, and needs no secret.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from segue.channels import provider
from segue.channels.email.stored_mails import Place, completed
from segue.channels.sns_signatures import Certificate, verify
from segue.channels.topics import Confirmation, confirmation, notifications, topics_of
from segue.deliveries import Delivery, together, understood
from segue.errors import Invalid
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Counts
from segue.intake.receiving import Receiving, told
from segue.intake.sources import Source
from segue.lambdas import Lambda
from segue.times import Millis


@dataclass(frozen=True)
class Noticing:
    """`confirm` completes an SNS subscription to our address; `stored` reads a mail that SES put into a bucket, b""
    where there is none."""

    receiving: Receiving
    confirm: Callable[[Confirmation], None]
    stored: Callable[[Place], bytes]

    def answer(self, request: Request, now: Millis) -> Answer:
        """A webhook, proven by SNS's signature or the source's secret. Raises as `Receiving.answer` does."""
        delivery = self.receiving.posted(request, now)
        asked = _asked(delivery.body)
        if asked is None:
            whole = replace(delivery, body=completed(delivery.body, self.stored))
            return self.receiving.take(whole, posted=len(delivery.body))
        self.confirm(asked)
        return json_answer(200, {"success": True})

    def take(self, event: Lambda, name: str, now: Millis) -> Counts:
        """An event of SNS or EventBridge from the provider of this name. Raises Unavailable: Lambda brings it again."""
        bodies = [completed(body, self.stored) for body in notifications(event)]
        deliveries = [Delivery(name, name, body, {}, now) for body in bodies]
        parsed = together(understood(one, provider(name).incoming) for one in deliveries)
        counts = self.receiving.accepting.accept(parsed)
        told(name, parsed, counts)
        return counts


def signed_by_sns(certificate: Certificate, source: Source) -> Callable[[bytes], None] | None:
    """What proves a post of one of the source's topics, raising Unauthorized or Unavailable; None where it has none."""
    topics = topics_of(source.options)
    return partial(verify, topics=topics, certificate=certificate) if topics else None


def _asked(body: bytes) -> Confirmation | None:
    try:
        return confirmation(body)
    except Invalid as wrong:
        if wrong.reason == "bad-topic":
            raise
        return None  # what is no JSON at all is for quarantine to keep
