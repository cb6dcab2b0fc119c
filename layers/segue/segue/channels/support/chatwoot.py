"""Chatwoot's webhooks: messages, conversations and contacts.

https://www.chatwoot.com/docs/product/features/webhooks and
https://developers.chatwoot.com/api-reference: newer versions sign the time, a dot and the raw body; older ones sign
nothing, and prove themselves by the source's secret as `?token=`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from segue.channels import passwords
from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.moments import moment
from segue.channels.payloads import Payload, amount, given, mapping, payload_of, rows, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.support import cases
from segue.channels.support.cases import Case
from segue.channels.turns import Author, Turn
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import recent, signed_hex

HEADERS: tuple[str, ...] = ()
NUMBER = "chatwoot_id"
SIGNATURE, SIGNED_AT, PREFIX = "x-chatwoot-signature", "x-chatwoot-timestamp", "sha256="
AUTHORS: dict[str, Author] = {"incoming": "customer", "0": "customer", "template": "bot", "3": "bot"}
_NAMES = """
conversation_typing_off conversation_typing_on conversation_updated inbox_created inbox_updated
webwidget_triggered
"""
IGNORED = frozenset(_NAMES.split())


def verify(proof: Proof) -> None:
    """`sha256=` and the hexadecimal HMAC-SHA256 of "time.body"; without a signature the secret. Raises Unauthorized."""
    headers = proof.request.headers
    given_signature, signed_at = headers.get(SIGNATURE, ""), headers.get(SIGNED_AT, "")
    if not given_signature:
        passwords.check(proof)
        return
    content = signed_at.encode("utf-8", "replace") + b"." + proof.request.body
    signed = signed_hex(content, given_signature.removeprefix(PREFIX), proof.secrets)
    if not (signed and given_signature.startswith(PREFIX)):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not the signature of this time and body")
    if not recent(lenient(moment(signed_at)), proof.now):
        raise Unauthorized("stale-signature", f"{SIGNED_AT} is not within five minutes")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    payload = payload_of(delivery.body)
    kind = text(payload.get("event")) or ""
    if kind in IGNORED:
        yield Ignored(delivery, kind)
        return
    if kind not in KINDS:
        raise Invalid("unknown-topic", f"no meaning is known for the event {kind[:80]!r}")
    for one in KINDS[kind](payload):
        if isinstance(one, str):
            yield Ignored(delivery, one)
        else:
            yield event_of(_numbered(delivery.source, one), one.id, delivery, "support")


def _numbered(source: str, draft: Draft) -> Draft:
    """Every installation counts its contacts and conversations from one: they are known under the source's name."""
    external = [
        {**one, "id": f"{source}:{one['id']}"} if one["type"] == NUMBER else one
        for one in draft.who.get("externalIds", [])
    ]
    talk = draft.properties.get("conversation_id")
    properties = draft.properties | ({"conversation_id": f"{source}:{talk}"} if talk else {})
    return replace(draft, who=draft.who | given({"externalIds": external}), properties=properties)


def _written(payload: Payload) -> Iterator[Draft | str]:
    kind = text(payload.get("message_type")) or ""
    if payload.get("private") is True:
        yield cases.NOTE
    elif kind in ("activity", "2"):
        yield "activity"  # Chatwoot's own words: who took it on, which label it has
    else:
        case = _case(mapping(payload.get("conversation")), _customer(payload, kind))
        yield cases.turn(case, _turn(case, payload, kind), moment(payload.get("created_at")))


def _rewritten(payload: Payload) -> Iterator[Draft | str]:
    """A message was taken back, or the answer to the question of satisfaction came in."""
    content, kind = mapping(payload.get("content_attributes")), text(payload.get("message_type")) or ""
    case = _case(mapping(payload.get("conversation")), _customer(payload, kind))
    survey = mapping(mapping(content.get("submitted_values")).get("csat_survey_response"))
    when = moment(payload.get("updated_at") or payload.get("created_at"))
    if survey:
        yield cases.answered(case, amount(survey.get("rating")), when, text(survey.get("feedback_message")))
    elif content.get("deleted") is True and payload.get("private") is not True:
        author, own = AUTHORS.get(kind, "agent"), text(payload.get("id")) or ""
        yield cases.turn(case, Turn(case.id, author, "", own, change="unsent"), when)
    else:
        yield "message_updated"


def _opened(payload: Payload) -> Iterator[Draft | str]:
    yield cases.opened(_case(payload, {}), moment(payload.get("created_at") or payload.get("timestamp")))


def _status(payload: Payload) -> Iterator[Draft | str]:
    changes = [mapping(one.get("status")) for one in rows(payload.get("changed_attributes"))]
    before = next((text(one.get("previous_value")) for one in changes if one), None)
    now, when = text(payload.get("status")), moment(payload.get("updated_at") or payload.get("timestamp"))
    if now == "resolved":
        yield cases.changed("Resolved", _case(payload, {}), when)
    elif now == "open" and before in (None, "resolved"):
        yield cases.changed("Reopened", _case(payload, {}), when)
    else:
        yield "conversation_status_changed"


def _described(payload: Payload) -> Iterator[Draft | str]:
    when = moment(payload.get("updated_at") or payload.get("last_activity_at") or payload.get("created_at"))
    traits = {**_traits(payload), "name": text(payload.get("name"))}
    own = stated_id("chatwoot", text(payload.get("id")), str(when), *map(str, traits.values()))
    yield Draft(None, person(_ids(payload), {}), when, traits=traits, id=own)


def _customer(payload: Payload, kind: str) -> Payload:
    """The sender of what comes in; of what goes out, whom the conversation is with."""
    return mapping(payload.get("sender")) if AUTHORS.get(kind) == "customer" else {}


def _case(conversation: Payload, customer: Payload) -> Case:
    known = customer or mapping(mapping(conversation.get("meta")).get("sender"))
    own = text(conversation.get("display_id")) or text(conversation.get("id")) or ""
    topic = text(mapping(conversation.get("additional_attributes")).get("mail_subject"))
    return Case(own, person(_ids(known), {**_traits(known), "name": text(known.get("name"))}), topic)


def _turn(case: Case, payload: Payload, kind: str) -> Turn:
    sender = mapping(payload.get("sender"))
    author = "bot" if text(sender.get("type")) in ("agent_bot", "captain_assistant") else AUTHORS.get(kind, "agent")
    attachments = tuple(
        given({"type": text(one.get("file_type")), "url": text(one.get("data_url")), "id": text(one.get("id"))})
        for one in rows(payload.get("attachments"))
    )
    words, own = text(payload.get("content")) or "", text(payload.get("id")) or ""
    return Turn(case.id, author, words, own, attachments=attachments)


def _ids(contact: Payload) -> list[tuple[str, Any]]:
    """Chatwoot's number, and the shop's own id where the widget was told it."""
    own = text(contact.get("id"))
    return [("user_id", contact.get("identifier")), (NUMBER, f"contact-{own}" if own else None)]


def _traits(contact: Payload) -> Payload:
    return {"email": text(contact.get("email")), "phone": text(contact.get("phone_number"))}


KINDS: dict[str, Callable[[Payload], Iterator[Draft | str]]] = {
    "message_created": _written,
    "message_updated": _rewritten,
    "conversation_created": _opened,
    "conversation_status_changed": _status,
    "contact_created": _described,
    "contact_updated": _described,
}
