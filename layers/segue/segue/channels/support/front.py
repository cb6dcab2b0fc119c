"""Front's webhooks, of rules and of applications.

https://dev.frontapp.com/docs/webhooks-1: rules sign the body by HMAC-SHA1 with the API secret; applications sign
"time:body" by HMAC-SHA256 with the app's secret, and hold the event in `payload`.
There is no event for a conversation's beginning: each message that comes in tells when it began, and counts once.
"""

import re
from collections.abc import Callable, Iterator

from segue.channels.drafts import Draft, event_of
from segue.channels.moments import moment
from segue.channels.payloads import Payload, given, mapping, payload_of, rows, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.support import cases
from segue.channels.support.cases import Case
from segue.channels.support.plain_text import plain
from segue.channels.turns import Author, Turn
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.http import Answer
from segue.signatures import recent, signed_base64

HEADERS: tuple[str, ...] = ()
SIGNATURE, SIGNED_AT, CHALLENGE = "x-front-signature", "x-front-request-timestamp", "x-front-challenge"
NUMBER = re.compile(r"\+\d{7,15}")
NOTES = ("comment", "mention", "new_comment_added")
_NAMES = """
assign assignee_changed conversation_deleted conversation_moved conversation_snoozed forward imported
link_added link_removed message_bounce_error message_delivery_failed move reminder reminder_expired restore
sending_error snooze snooze_expire sync tag tag_added tag_removed trash unassign untag custom_field_updated
"""
IGNORED = frozenset(_NAMES.split())


def verify(proof: Proof) -> None:
    """Base64 HMAC: of the body (SHA1), or of "time:body" (SHA256) where a time is signed. Raises Unauthorized."""
    headers, body = proof.request.headers, proof.request.body
    signature, signed_at = headers.get(SIGNATURE, ""), headers.get(SIGNED_AT, "")
    content = signed_at.encode("utf-8", "replace") + b":" + body if signed_at else body
    if not signed_base64(content, signature, proof.secrets, "sha256" if signed_at else "sha1"):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this request's signature")
    if signed_at and not recent(lenient(moment(signed_at)), proof.now):
        raise Unauthorized("stale-signature", f"{SIGNED_AT} is not within five minutes")


def handshake(proof: Proof) -> Answer | None:
    """An application's first request wants its word back: https://dev.frontapp.com/docs/application-webhooks."""
    word = proof.request.headers.get(CHALLENGE)
    return Answer(200, word.encode("utf-8", "replace"), {"content-type": "text/plain"}) if word else None


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    outer = payload_of(delivery.body)
    event = mapping(outer.get("payload")) or outer
    kind = text(event.get("type")) or text(outer.get("type")) or ""
    if kind in IGNORED or kind in NOTES:
        yield Ignored(delivery, cases.NOTE if kind in NOTES else kind)
        return
    if kind not in KINDS:
        raise Invalid("unknown-topic", f"no meaning is known for the type {kind[:80]!r}")
    for one in KINDS[kind](event):
        yield event_of(one, one.id, delivery, "support")


def _received(event: Payload) -> Iterator[Draft]:
    conversation, message = mapping(event.get("conversation")), _message(event)
    senders = [one for one in rows(message.get("recipients")) if one.get("role") == "from"]
    case = _case(conversation, (senders or [mapping(conversation.get("recipient"))])[0])
    yield cases.opened(case, moment(conversation.get("created_at")))
    yield _turn(case, message, "customer", event)


def _sent(event: Payload) -> Iterator[Draft]:
    case = _case(mapping(event.get("conversation")), mapping(mapping(event.get("conversation")).get("recipient")))
    yield _turn(case, _message(event), "agent", event)


def _archived(event: Payload) -> Iterator[Draft]:
    yield cases.changed("Resolved", _own(event), moment(event.get("emitted_at")))


def _reopened(event: Payload) -> Iterator[Draft]:
    yield cases.changed("Reopened", _own(event), moment(event.get("emitted_at")))


def _message(event: Payload) -> Payload:
    target = mapping(mapping(event.get("target")).get("data"))
    return target or mapping(mapping(event.get("conversation")).get("last_message"))


def _own(event: Payload) -> Case:
    conversation = mapping(event.get("conversation"))
    return _case(conversation, mapping(conversation.get("recipient")))


def _case(conversation: Payload, customer: Payload) -> Case:
    handle = text(customer.get("handle")) or ""
    contact = text(mapping(mapping(customer.get("_links")).get("related")).get("contact")) or ""
    traits = {
        "email": handle if "@" in handle else None,
        "phone": handle if NUMBER.fullmatch(handle) else None,
        "name": text(customer.get("name")),
    }
    who = person([("front_id", contact.rpartition("/")[2])], traits)
    return Case(f"front:{text(conversation.get('id')) or ''}", who, text(conversation.get("subject")))


def _turn(case: Case, message: Payload, author: Author, event: Payload) -> Draft:
    words = text(message.get("text")) or plain(text(message.get("body")) or "")
    attachments = tuple(
        given({"type": text(one.get("content_type")), "url": text(one.get("url")), "name": text(one.get("filename"))})
        for one in rows(message.get("attachments"))
    )
    answered = text(mapping(mapping(message.get("_links")).get("related")).get("message_replied_to")) or ""
    reply = answered.rpartition("/")[2] or None
    contribution = Turn(case.id, author, words, text(message.get("id")) or "", None, attachments, reply)
    when = moment(message.get("created_at") or event.get("emitted_at"))
    return cases.turn(case, contribution, when, {"by": text(message.get("type"))})


KINDS: dict[str, Callable[[Payload], Iterator[Draft]]] = {
    "inbound": _received,
    "inbound_received": _received,
    "outbound": _sent,
    "outbound_sent": _sent,
    "out_reply": _sent,
    "archive": _archived,
    "conversation_archived": _archived,
    "reopen": _reopened,
    "conversation_reopened": _reopened,
}
