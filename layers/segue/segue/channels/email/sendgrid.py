"""SendGrid's Event Webhook: batches of events as events of the e-mail spec.

https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event and
https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
The source's secret is the public key that SendGrid shows; it is no secret, and proves all the same.
"""

import re
from collections.abc import Iterator

import msgspec

from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.email.reports import BOUNCE, COMPLAINT, OPT_OUT, REJECTED, Report, answer, drafts, reported
from segue.channels.payloads import Payload, payload_of, text
from segue.channels.proofs import Proof
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part, one_by_one
from segue.errors import Invalid, Unauthorized
from segue.signatures import recent
from segue.times import HOUR, Millis
from segue.values import loads

SIGNATURE, TIMESTAMP = "x-twilio-email-event-webhook-signature", "x-twilio-email-event-webhook-timestamp"
HEADERS: tuple[str, ...] = ()
# SendGrid tries for a day. It does not say whether a repeat is signed anew; the body is signed, so an old one that
# somebody else repeats is a duplicate and no more.
OLDEST: Millis = 25 * HOUR
OURS = ("message_id", "message")  # the unique arguments that carry our message id
# Of what it drops; other reasons are about the request and say nothing of the address.
LISTED = {
    "bounced address": BOUNCE,
    "invalid": BOUNCE,
    "spam reporting address": COMPLAINT,
    "unsubscribed address": OPT_OUT,
}
FILTERED = re.compile(r"\.(?:filter|recvd)")  # what follows is not part of the id that sending is answered with


def _bounced(said: Payload) -> Payload:
    kind, status = text(said.get("type")), text(said.get("status"))
    hard = kind == "bounce" or (kind is None and (status or "").startswith("5"))
    return {
        "bounce_type": "Permanent" if hard else "Transient",
        "bounce_subtype": kind or text(said.get("bounce_classification")),
        "status": status,
        "diagnostic": text(said.get("reason")),
    }


def _reason(said: Payload) -> Payload:
    return {"reason": text(said.get("reason")) or text(said.get("response"))}


def _dropped(said: Payload) -> Payload:
    return {**_reason(said), "because": LISTED.get((text(said.get("reason")) or "").lower())}


def _group(said: Payload) -> Payload:
    return answer(said.get("event") == "group_resubscribe", text(said.get("asm_group_id")))


REPORTS = {
    "processed": Report("Email Sent"),
    "deferred": Report("Email Delivery Delayed", _reason),
    "delivered": Report("Email Delivered"),
    "open": Report("Email Opened", lambda said: {"sg_machine_open": said.get("sg_machine_open") is True or None}),
    "click": Report("Email Link Clicked", lambda said: {"link_url": text(said.get("url"))}),
    "bounce": Report("Email Bounced", _bounced),
    "dropped": Report(REJECTED, _dropped),
    "spamreport": Report("Email Marked as Spam"),
    "unsubscribe": Report("Unsubscribed", lambda _: answer(granted=False)),
    "group_unsubscribe": Report("Unsubscribed", _group),
    "group_resubscribe": Report("Consent Updated", _group),
}
IGNORED = ("account_status_change",)


def verify(proof: Proof) -> None:
    """ECDSA over timestamp and body under one of the source's public keys. Raises Unauthorized."""
    from segue.public_keys import ec_signed  # heavy, and nobody else here needs it

    stamp = proof.request.headers.get(TIMESTAMP, "")
    said = stamp.encode("utf-8", "replace") + proof.request.body
    given = proof.request.headers.get(SIGNATURE, "")
    if not sum(ec_signed(said, given, key) for key in proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")
    if not recent(lenient(int(stamp)) if stamp.isascii() and stamp.isdigit() else None, proof.now, OLDEST):
        raise Unauthorized("stale-signature", "the signature is not of a moment at which this can come")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What a batch says, an event at a time. Raises Invalid."""
    batch = loads(delivery.body)
    if isinstance(batch, list):
        yield from one_by_one(delivery, [msgspec.json.encode(one) for one in batch], incoming)
        return
    said = payload_of(delivery.body)
    kind = text(said.get("event")) or ""
    if kind in IGNORED:
        yield Ignored(delivery, kind)
    elif kind in REPORTS:
        for draft in drafts(_draft(said, kind)):
            yield event_of(draft, "", delivery, "email")
    else:
        raise Invalid("unknown-topic", f"no meaning is known for the event {kind[:80]!r}")


def _draft(said: Payload, kind: str) -> Draft:
    address, message, event = (text(said.get(name)) for name in ("email", "sg_message_id", "sg_event_id"))
    ours = next((found for name in OURS if (found := text(said.get(name)))), None)
    # One id for each kind: SendGrid's own is of an event, but tests and examples give one to many.
    named = f"sendgrid-{kind}-{event}" if event else stated_id("sendgrid", kind, address, message, str(said.get("url")))
    about = {
        "address": address,
        "time": said.get("timestamp"),
        "id": named,
        "ip": said.get("ip"),
        "agent": said.get("useragent"),
        "properties": {"message_id": ours, "provider_message_id": FILTERED.split(message)[0] if message else None},
    }
    return reported(REPORTS[kind], said, about)
