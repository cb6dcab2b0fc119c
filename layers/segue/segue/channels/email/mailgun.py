"""Mailgun's webhooks as events of the e-mail spec.

https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks and
https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure
What is signed is a moment and a token, not what is reported: a token proves the first report that comes with it, and no
other (`bound`). Mailgun tries again for eight hours and does not say whether it signs again, so that is how long a
signature holds; the same report again is a duplicate by the event's own id, whichever token it comes with.
"""

from collections.abc import Iterator
from email.utils import parseaddr

import msgspec

from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.email.reports import BOUNCE, COMPLAINT, OPT_OUT, REJECTED, Report, answer, drafts, reported
from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.channels.proofs import Bound, Proof
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.ledger import fingerprint
from segue.signatures import recent, signed_hex
from segue.times import HOUR, Millis

HEADERS: tuple[str, ...] = ()
OLDEST: Millis = 9 * HOUR
OURS = ("message_id", "message")  # the user variables that carry our message id
# It failed for good because Mailgun's own list has the address, and was not even tried.
LISTED = {"suppress-bounce": BOUNCE, "suppress-complaint": COMPLAINT, "suppress-unsubscribe": OPT_OUT}
LATER = ("old", "espblock", "greylisted")  # it failed for good and says nothing against the address


def _bounced(said: Payload) -> Payload:
    status, reason = mapping(said.get("delivery-status")), text(said.get("reason"))
    return {
        "bounce_type": "Transient" if reason in LATER else "Permanent",
        "bounce_subtype": reason,
        "status": text(status.get("enhanced-code")) or text(status.get("code")),
        "diagnostic": text(status.get("message")) or text(status.get("description")),
    }


def _reason(said: Payload) -> Payload:
    status, reject = mapping(said.get("delivery-status")), mapping(said.get("reject"))
    reason = text(said.get("reason"))
    return {
        "reason": reason or text(reject.get("reason")) or text(status.get("message")),
        "because": LISTED.get(reason or ""),
    }


REPORTS = {
    "accepted": Report("Email Sent"),
    "delivered": Report("Email Delivered"),
    "opened": Report("Email Opened"),
    "clicked": Report("Email Link Clicked", lambda said: {"link_url": text(said.get("url"))}),
    "unsubscribed": Report("Unsubscribed", lambda _: answer(granted=False)),
    "complained": Report("Email Marked as Spam"),
    "rejected": Report(REJECTED, _reason),
}
DELAYED, BOUNCED = Report("Email Delivery Delayed", _reason), Report("Email Bounced", _bounced)
# Mails to the shop that Mailgun keeps for it, and lists that somebody uploads.
IGNORED = ("stored", "list_member_uploaded", "list_member_upload_error", "list_uploaded")


def verify(proof: Proof) -> None:
    """HMAC-SHA256 of timestamp and token under the signing key, in the body. Raises Unauthorized."""
    try:
        said = mapping(payload_of(proof.request.body).get("signature"))
    except Invalid:
        said = {}
    stamp, token, given = (text(said.get(name)) or "" for name in ("timestamp", "token", "signature"))
    if not signed_hex(f"{stamp}{token}".encode("utf-8", "replace"), given, proof.secrets):
        raise Unauthorized("bad-signature", "the body holds no signature of its timestamp and token")
    if not recent(lenient(int(stamp)) if stamp.isascii() and stamp.isdigit() else None, proof.now, OLDEST):
        raise Unauthorized("stale-signature", "the signature is not of a moment at which this can come")


def bound(proof: Proof) -> Bound:
    """The token, and the report that it came with."""
    body = payload_of(proof.request.body)
    token = text(mapping(body.get("signature")).get("token")) or ""
    return Bound(token, fingerprint(msgspec.json.encode(body.get("event-data"), order="deterministic")))


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one webhook says. Raises Invalid."""
    said = mapping(payload_of(delivery.body).get("event-data"))
    kind = text(said.get("event")) or ""
    if kind in IGNORED:
        yield Ignored(delivery, kind)
        return
    report = _failed(said) if kind == "failed" else REPORTS.get(kind)
    if not report:
        raise Invalid("unknown-topic", f"no meaning is known for the event {kind[:80]!r}")
    for draft in drafts(_draft(said, kind, report)):
        yield event_of(draft, "", delivery, "email")


def _failed(said: Payload) -> Report:
    """Mailgun calls it a failure too when it did not even try, because the address is on its own list."""
    if (text(said.get("reason")) or "").startswith("suppress-"):
        return REPORTS["rejected"]
    return DELAYED if said.get("severity") == "temporary" else BOUNCED


def _draft(said: Payload, kind: str, report: Report) -> Draft:
    headers, variables = mapping(mapping(said.get("message")).get("headers")), mapping(said.get("user-variables"))
    address = text(said.get("recipient")) or parseaddr(text(headers.get("to")) or "")[1]
    message, event = text(headers.get("message-id")), text(said.get("id"))
    about = {
        "address": address,
        "time": said.get("timestamp"),
        "id": f"mailgun-{event}" if event else stated_id("mailgun", kind, address, message, str(said.get("timestamp"))),
        "ip": said.get("ip"),
        "agent": mapping(said.get("client-info")).get("user-agent"),
        "properties": {
            "message_id": next((found for name in OURS if (found := text(variables.get(name)))), None),
            "provider_message_id": message,
            "email_subject": text(headers.get("subject")),
        },
    }
    return reported(report, said, about)
