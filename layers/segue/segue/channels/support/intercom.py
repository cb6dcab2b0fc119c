"""Intercom's webhooks: conversations, contacts (users and leads in older versions) and events.

https://developers.intercom.com/docs/references/webhooks/webhook-models and
https://developers.intercom.com/docs/webhooks/setting-up-webhooks#signed-notifications
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.payloads import Payload, amount, mapping, payload_of, rows, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.support import cases, intercom_people
from segue.channels.support.cases import Case
from segue.channels.support.plain_text import plain
from segue.channels.turns import Author, Turn
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid, Unauthorized
from segue.signatures import signed_hex

HEADERS: tuple[str, ...] = ()
SIGNATURE, PREFIX = "x-hub-signature", "sha1="
AUTHORS: dict[str, Author] = {
    **dict.fromkeys(("admin", "team"), "agent"),
    **dict.fromkeys(("user", "lead", "contact", "visitor", ""), "customer"),
}
# The words of an assignment are told again by the reply that they are.
_NAMES = """
admin company content_stat conversation.admin.assigned conversation.admin.open.assigned conversation.admin.snoozed
conversation.admin.unsnoozed conversation.contact.attached conversation.contact.detached conversation.deleted
conversation.priority.updated conversation.read conversation.user.deleted conversation_part ping ticket topic
contact.archived contact.attribute_detected contact.merged contact.tag contact.unarchived contact.user.tag
user.tag user.merged job visitor call granular
"""
IGNORED = frozenset(_NAMES.split())


class Notice(NamedTuple):
    """A notification: what it is about, when it was made, and its id."""

    topic: str
    item: Payload
    time: Any
    id: str


def verify(proof: Proof) -> None:
    """`sha1=` and the hexadecimal HMAC-SHA1 of the raw body under the app's client secret. Raises Unauthorized."""
    given = proof.request.headers.get(SIGNATURE, "")
    signed = signed_hex(proof.request.body, given.removeprefix(PREFIX), proof.secrets, "sha1")
    if not (signed and given.startswith(PREFIX)):
        raise Unauthorized("bad-signature", f"{SIGNATURE} is not this body's signature")


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What one notification says. Raises Invalid (bad-json, unknown-topic)."""
    payload = payload_of(delivery.body)
    topic = text(payload.get("topic")) or ""
    words = topic.split(".")
    if {topic, words[0], ".".join(words[:2]), ".".join(words[:3])} & IGNORED:
        yield Ignored(delivery, topic)
        return
    if topic not in TOPICS:
        raise Invalid("unknown-topic", f"no meaning is known for the topic {topic[:80]!r}")
    item = mapping(mapping(payload.get("data")).get("item"))
    own = text(payload.get("id")) or stated_id(topic, text(item.get("id")), text(payload.get("created_at")))
    for one in TOPICS[topic](Notice(topic, item, payload.get("created_at"), f"intercom-{own}")):
        yield Ignored(delivery, one) if isinstance(one, str) else event_of(one, one.id, delivery, "support")


def _opened(notice: Notice) -> Iterator[Draft | str]:
    case, item = _case(notice.item), notice.item
    yield cases.opened(case, item.get("created_at"))
    yield _first(case, item)


def _first(case: Case, item: Payload) -> Draft:
    """The words that a conversation starts with: `source` in newer versions."""
    said = mapping(item.get("source")) or mapping(item.get("conversation_message"))
    return cases.turn(case, _turn(case, said), item.get("created_at"))


def _started(notice: Notice) -> Iterator[Draft | str]:
    """A conversation that the staff began is no contact of the customer's yet."""
    yield _first(_case(notice.item), notice.item)


def _replied(notice: Notice) -> Iterator[Draft | str]:
    case = _case(notice.item)
    for part in _parts(notice.item):
        if part.get("part_type") in ("note", "note_and_reopen"):
            yield cases.NOTE
        elif text(part.get("body")) or rows(part.get("attachments")):
            yield cases.turn(case, _turn(case, part), part.get("created_at"))


def _noted(_: Notice) -> Iterator[Draft | str]:
    yield cases.NOTE


def _closed(notice: Notice) -> Iterator[Draft | str]:
    yield from _replied(notice)
    yield cases.changed("Resolved", _case(notice.item), notice.item.get("updated_at") or notice.time)


def _reopened(notice: Notice) -> Iterator[Draft | str]:
    yield from _replied(notice)
    yield cases.changed("Reopened", _case(notice.item), notice.item.get("updated_at") or notice.time)


def _rated(notice: Notice) -> Iterator[Draft | str]:
    rating = mapping(notice.item.get("conversation_rating"))
    when = rating.get("created_at") or notice.time
    yield cases.answered(_case(notice.item), amount(rating.get("rating")), when, text(rating.get("remark")))


def _case(item: Payload) -> Case:
    contact = (rows(mapping(item.get("contacts")).get("contacts")) or [{}])[0]
    customer = mapping(item.get("user")) or contact
    source = mapping(item.get("source"))
    author = mapping(source.get("author"))
    if author.get("id") == customer.get("id"):
        customer = {**author, **customer}
    topic = text(source.get("subject")) or text(mapping(item.get("conversation_message")).get("subject"))
    who = person(intercom_people.ids(customer), intercom_people.traits(customer))
    return Case(f"intercom:{text(item.get('id')) or ''}", who, plain(topic) if topic else None)


def _parts(item: Payload) -> list[Payload]:
    return rows(mapping(item.get("conversation_parts")).get("conversation_parts"))


def _turn(case: Case, said: Payload) -> Turn:
    author = text(mapping(said.get("author")).get("type")) or ""
    attachments = [
        {name: one[name] for name in ("type", "url", "name") if text(one.get(name))}
        for one in rows(said.get("attachments"))
    ]
    words = plain(text(said.get("body")) or "")
    return Turn(case.id, AUTHORS.get(author, "bot"), words, text(said.get("id")) or "", None, tuple(attachments))


def _people(read: Callable[[Payload, Any, str], Iterator[Draft]]) -> Callable[[Notice], Iterator[Draft | str]]:
    return lambda notice: read(notice.item, notice.time, notice.id)


TOPICS: dict[str, Callable[[Notice], Iterator[Draft | str]]] = {
    "conversation.user.created": _opened,
    "conversation.user.replied": _replied,
    "conversation.admin.single.created": _started,
    "conversation.admin.replied": _replied,
    "conversation.operator.replied": _replied,
    "conversation.admin.noted": _noted,
    "conversation.admin.closed": _closed,
    "conversation.admin.opened": _reopened,
    "conversation.rating.added": _rated,
    "event.created": _people(intercom_people.acted),
    **dict.fromkeys(intercom_people.DESCRIBE, _people(intercom_people.described)),
    **dict.fromkeys(("user.unsubscribed", "contact.unsubscribed"), _people(intercom_people.unsubscribed)),
    **dict.fromkeys(("user.deleted", "contact.deleted"), _people(intercom_people.deleted)),
}
