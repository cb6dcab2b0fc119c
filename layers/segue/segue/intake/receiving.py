"""Receiving: a provider's webhook from request to answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from segue.channels import Provider, provider
from segue.deliveries import Delivery, Parsed, Rejected, understood
from segue.errors import NotFound, TooLarge
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Accepting
from segue.intake.sources import Source
from segue.times import Millis

MOST_BYTES = 500 * 1024
WEBHOOK = re.compile(r"(?:^|/)webhooks/([A-Za-z0-9_-]{1,64})/?$")


@dataclass(frozen=True)
class Receiving:
    """`sources` finds a configured source by its name, `secrets` the source's secrets at a moment."""

    accepting: Accepting
    sources: Callable[[str], Source]
    secrets: Callable[[str, Millis], tuple[str, ...]]

    def answer(self, request: Request, now: Millis) -> Answer:
        """200 once it is durable. Raises NotFound, Unauthorized, TooLarge, Unavailable."""
        return self.take(*self.proven(request, now))

    def proven(self, request: Request, now: Millis) -> tuple[Provider, Delivery]:
        """The provider and its delivery, once the proof of origin holds."""
        found = WEBHOOK.search(request.path)
        if not found or request.method != "POST":
            raise NotFound("unknown-route", "providers post to /webhooks/{source}")
        source = self.sources(found[1])
        channel = provider(source.provider)
        channel.verify(request, self.secrets(source.name, now))
        known = {**request.headers, **{f"?{name}": value for name, value in request.query.items()}}
        headers = {name: known[name] for name in channel.HEADERS if name in known}
        return channel, Delivery(source.name, source.provider, request.body, headers, now)

    def take(self, channel: Provider, delivery: Delivery) -> Answer:
        """Stores what it says. What cannot be understood is answered 200 too: sending it again would not help."""
        if len(delivery.body) > MOST_BYTES:
            self.accepting.accept(Parsed(rejected=(Rejected(delivery, "oversize", "over the limit of a webhook"),)))
            raise TooLarge("oversize", f"a webhook has at most {MOST_BYTES} bytes")
        counts = self.accepting.accept(understood(delivery, channel.incoming))
        quarantined = {"quarantined": counts.quarantined} if counts.quarantined else {}
        return json_answer(200, {"success": True, **quarantined})
