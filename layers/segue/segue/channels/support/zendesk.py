"""Zendesk's event webhooks: tickets, messaging and users.

https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/ and
https://developer.zendesk.com/documentation/webhooks/verifying/
A ticket names its requester by a number alone; users' events say which e-mail address that is.
"""

from collections.abc import Callable, Iterator

from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.support import cases
from segue.channels.support.cases import Case
from segue.channels.turns import Author, Turn
from segue.clocks import lenient
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import recent, signed_base64

HEADERS: tuple[str, ...] = ()
SIGNATURE, SIGNED_AT = "x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"
PREFIX = "zen:event-type:"
STAFF = ("agent", "admin")
OVER = ("SOLVED", "CLOSED")
ACTORS: dict[str, Author] = {"end_user": "customer", "end-user": "customer", "user": "customer", "agent": "agent"}
_NAMES = """
ticket.agent_assignment_changed ticket.attachment_linked_to_comment ticket.attachment_redacted_from_comment
ticket.brand_changed ticket.comment_made_private ticket.comment_redacted ticket.custom_field_changed
ticket.custom_status_changed ticket.description_changed ticket.email_ccs_changed ticket.external_id_changed
ticket.followers_changed ticket.form_changed ticket.group_assignment_changed ticket.marked_as_spam ticket.merged
ticket.next_sla_breach_changed ticket.organization_changed ticket.permanently_deleted ticket.priority_changed
ticket.problem_link_changed ticket.requester_changed ticket.schedule_changed ticket.soft_deleted ticket.subject_changed
ticket.submitter_changed ticket.tags_changed ticket.task_due_at_changed ticket.ticket_type_changed ticket.type_changed
ticket.undeleted user.active_changed user.alias_changed user.custom_field_changed user.custom_role_changed
user.default_group_changed user.last_login_changed user.merged user.notes_changed user.only_private_comments_changed
user.password_changed user.photo_changed user.role_changed user.suspended_changed user.tags_changed
user.time_zone_changed
agent_availability article community_post messaging_metrics omnichannel_config organization
"""
IGNORED = frozenset(_NAMES.split())  # a whole subject is one without a dot


def verify(proof: Proof) -> None:
    """Base64 HMAC-SHA256 of the time as it stands in its header, and the raw body. Raises Unauthorized."""
    headers, body = proof.request.headers, proof.request.body
    signed_at = headers.get(SIGNED_AT, "")
    if not signed_base64(signed_at.encode("utf-8", "replace") + body, headers.get(SIGNATURE, ""), proof.secrets):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not the signature of this time and body")
    if not recent(lenient(signed_at), proof.now):
        raise Unauthorized("stale-signature", f"{SIGNED_AT} is not within five minutes")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one event says. Raises Invalid (bad-json, unknown-topic)."""
    payload = payload_of(delivery.body)
    kind = (text(payload.get("type")) or "").removeprefix(PREFIX)
    if kind in IGNORED or kind.partition(".")[0] in IGNORED:
        yield Ignored(delivery, kind)
        return
    if kind not in KINDS:
        raise Invalid("unknown-topic", f"no meaning is known for the type {kind[:80]!r}")
    for one in KINDS[kind](payload):
        yield Ignored(delivery, one) if isinstance(one, str) else event_of(one, one.id, delivery, "support")


def _created(payload: Payload) -> Iterator[Draft | str]:
    detail = mapping(payload.get("detail"))
    case = _case(detail)
    # The ticket's own id stands for the requester where a message names nobody.
    ids = [("zendesk_id", detail.get("requester_id")), ("ticket_id", case.id)]
    yield cases.opened(Case(case.id, person(ids, {}), case.topic), text(detail.get("created_at")))
    if detail.get("is_public") is not False:
        yield _first(detail)


def _first(detail: Payload) -> Draft:
    """What the ticket was opened with, told by its creation and as its first comment."""
    own = detail.get("submitter_id") in (None, detail.get("requester_id"))
    words = Turn(_case(detail).id, "customer" if own else "agent", text(detail.get("description")) or "")
    return cases.turn(_case(detail), words, text(detail.get("created_at")))


def _commented(payload: Payload) -> Iterator[Draft | str]:
    detail, comment = mapping(payload.get("detail")), mapping(mapping(payload.get("event")).get("comment"))
    author, words = mapping(comment.get("author")), text(comment.get("body")) or ""
    if comment.get("is_public") is False:
        yield cases.NOTE
        return
    if words and words == text(detail.get("description")):
        yield _first(detail)
        return
    case, staff = _case(detail), author.get("is_staff") is True
    if not staff and author.get("id"):
        case = Case(case.id, person([("zendesk_id", author.get("id"))], {"name": text(author.get("name"))}), case.topic)
    contribution = Turn(case.id, "agent" if staff else "customer", words, text(comment.get("id")) or "")
    yield cases.turn(case, contribution, text(payload.get("time")))


def _status(payload: Payload) -> Iterator[Draft | str]:
    event, case = mapping(payload.get("event")), _case(mapping(payload.get("detail")))
    before, now = ((text(event.get(name)) or "").upper() for name in ("previous", "current"))
    if (now in OVER) is (before in OVER):
        yield "ticket.status_changed"
        return
    yield cases.changed("Resolved" if now in OVER else "Reopened", case, text(payload.get("time")))


def _messaged(payload: Payload) -> Iterator[Draft | str]:
    """A message of Zendesk's messenger, which names the ticket alone."""
    event, ticket = mapping(payload.get("event")), text(mapping(payload.get("detail")).get("id")) or ""
    message, actor = mapping(event.get("message")), mapping(event.get("actor"))
    case = Case(f"zendesk:{ticket}", person([("ticket_id", f"zendesk:{ticket}" if ticket else None)], {}))
    author = ACTORS.get(text(actor.get("type")) or "", "bot")
    contribution = Turn(case.id, author, text(message.get("body")) or "", text(message.get("id")) or "")
    yield cases.turn(case, contribution, text(payload.get("time")))


def _described(payload: Payload) -> Iterator[Draft | str]:
    detail, event = mapping(payload.get("detail")), mapping(payload.get("event"))
    if text(detail.get("role")) in STAFF:
        yield "staff"
        return
    named = event.get("current") if (text(payload.get("type")) or "").endswith("name_changed") else detail.get("name")
    traits = {"email": text(detail.get("email")), "name": text(named), "phone": text(detail.get("phone"))}
    yield Draft(None, _user(detail), text(payload.get("time")), traits=traits, id=_id(payload))


def _deleted(payload: Payload) -> Iterator[Draft | str]:
    detail = mapping(payload.get("detail"))
    if text(detail.get("role")) in STAFF:
        yield "staff"
        return
    yield Draft("Customer Deleted", _user(detail), text(payload.get("time")), id=_id(payload))


def _user(detail: Payload) -> Payload:
    return person([("zendesk_id", detail.get("id")), ("user_id", detail.get("external_id"))], {})


def _case(detail: Payload) -> Case:
    who = person([("zendesk_id", detail.get("requester_id"))], {})
    return Case(f"zendesk:{text(detail.get('id')) or ''}", who, text(detail.get("subject")))


def _id(payload: Payload) -> str:
    return f"zendesk-{text(payload.get('id')) or stated_id(text(payload.get('subject')), text(payload.get('time')))}"


KINDS: dict[str, Callable[[Payload], Iterator[Draft | str]]] = {
    "ticket.created": _created,
    "ticket.comment_added": _commented,
    "ticket.status_changed": _status,
    "messaging_ticket.message_added": _messaged,
    "user.created": _described,
    "user.details_changed": _described,
    "user.external_id_changed": _described,
    "user.identity_changed": _described,
    "user.identity_created": _described,
    "user.identity_deleted": _described,
    "user.name_changed": _described,
    "user.deleted": _deleted,
}
