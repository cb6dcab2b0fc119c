"""AWS End User Messaging Social: what WhatsApp tells of a number that AWS carries.

https://docs.aws.amazon.com/social-messaging/latest/userguide/managing-event-destination-dlrs.html
Each event comes by the account's topic and holds an entry of Meta's own webhook, as text; it is read as that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from segue.channels import passwords, topics
from segue.channels.payloads import Payload, payload_of, text
from segue.channels.proofs import Proof
from segue.channels.social import meta
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid

HEADERS: tuple[str, ...] = ()
ENTRY, KIND = "whatsAppWebhookEntry", "whatsapp_business_account"


def verify(proof: Proof) -> None:
    """The source's secret, as a password or a token. Raises Unauthorized."""
    passwords.check(proof)


def check(options: Mapping[str, Any]) -> None:
    """The topics whose posts are proven by their signature. Raises Invalid("bad-source")."""
    topics.check(options)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What the entry says, thing by thing; one of these comes again alone, in Meta's form. Raises Invalid (bad-json,
    unknown-topic)."""
    said = topics.inner(delivery.body, "aws.social-messaging")
    if not said:
        yield Ignored(delivery, "topic-administration")
        return
    payload = said if "entry" in said else {"object": KIND, "entry": [_entry(said)]}
    yield from meta.incoming(replace(delivery, body=msgspec.json.encode(payload)))


def _entry(said: Payload) -> Payload:
    written = text(said.get(ENTRY))
    if not written:
        raise Invalid("unknown-topic", f"an event of AWS End User Messaging Social holds a {ENTRY}")
    return payload_of(written.encode())
