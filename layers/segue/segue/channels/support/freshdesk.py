"""Freshdesk's webhooks, whose body a user writes in an automation rule.

https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules: placeholders fill
`freshdesk_webhook`. Understood are `triggered_event`, `ticket_id`, `ticket_subject`, `ticket_description`,
`ticket_latest_public_comment`, `requester_name`, `requester_email`, `requester_phone`. There is no signature, no id
and no time: the moment of arrival is a part of a fact's id, so a ticket may be solved twice.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from segue.channels import passwords
from segue.channels.drafts import Draft, event_of, stated_id
from segue.channels.payloads import Payload, mapping, payload_of, text
from segue.channels.persons import person
from segue.channels.proofs import Proof
from segue.channels.support import cases
from segue.channels.support.cases import Case
from segue.channels.support.plain_text import plain
from segue.channels.turns import Author, Turn
from segue.deliveries import Delivery, Ignored, Part
from segue.errors import Invalid

HEADERS: tuple[str, ...] = ()
CHANGE = re.compile(r"\{\s*([a-z_]+)\s*:(?:\s*\{\s*from\s*:([^,{}]*),\s*to\s*:([^,{}]*)\}\s*|([^{}]*))\}")
OVER = ("4", "5")  # resolved, closed: https://developers.freshdesk.com/api/#ticket-properties
IGNORED = ("priority", "agent", "responder_id", "group", "group_id", "ticket_type", "type", "tag", "due_by", "source")

KINDS: dict[str, Author] = {
    "note_type": "agent",
    "reply_sent": "agent",
    "reply_type": "agent",
    "customer_reply": "customer",
    "requester_reply": "customer",
}


class Change(NamedTuple):
    """`{status:{from:2,to:4}}`, or `{note_type:public}` with `to` alone."""

    what: str
    before: str
    to: str


def verify(proof: Proof) -> None:
    """The source's secret as the password of HTTP Basic or as `?token=`. Raises Unauthorized."""
    passwords.check(proof)


def incoming(delivery: Delivery) -> Iterator[Part]:
    """What the rule says has happened. Raises Invalid (bad-json, unknown-topic)."""
    said = mapping(payload_of(delivery.body).get("freshdesk_webhook"))
    change = _change(text(said.get("triggered_event")) or "")
    for one in _meant(change, said):
        if isinstance(one, str):
            yield Ignored(delivery, one)
        else:
            often = change.what != "ticket_action"
            own = stated_id("freshdesk", one.event, one.id, str(delivery.received_at) if often else "")
            yield event_of(Draft(one.event, one.who, None, one.properties, id=own), own, delivery, "support")


def _change(event: str) -> Change:
    found = CHANGE.fullmatch(event.strip())
    if not found:
        raise Invalid("unknown-topic", f"triggered_event is none that is documented: {event[:80]!r}")
    what, before, to, alone = (one or "" for one in found.groups())
    return Change(what, before.strip(), (to or alone).strip())


def _meant(change: Change, said: Payload) -> Iterator[Draft | str]:
    case, kind = _case(said), KINDS.get(change.what)
    if change.what in IGNORED:
        yield change.what
    elif change == Change("ticket_action", "", "created"):
        yield cases.opened(case, None)
        yield _turn(case, "customer", said.get("ticket_description"))
    elif change.what == "status":
        yield from _status(case, change.before, change.to)
    elif kind:
        yield from _words(case, kind, change, said)
    else:
        raise Invalid("unknown-topic", f"no meaning is known for the change {change.what[:80]!r}")


def _status(case: Case, before: str, now: str) -> Iterator[Draft | str]:
    if (now in OVER) is (before in OVER):
        yield "status"
        return
    yield cases.changed("Resolved" if now in OVER else "Reopened", case, None)


def _words(case: Case, author: Author, change: Change, said: Payload) -> Iterator[Draft | str]:
    words = said.get("ticket_latest_public_comment")
    if change.to == "private":
        yield cases.NOTE
    else:
        yield _turn(case, author, words) if text(words) else "no-words"


def _turn(case: Case, author: Author, html: object) -> Draft:
    return cases.turn(case, Turn(case.id, author, plain(text(html) or "")), None)


def _case(said: Payload) -> Case:
    traits = {name: text(said.get(f"requester_{name}")) for name in ("email", "phone", "name")}
    who = person([("freshdesk_id", said.get("requester_id"))], traits)
    return Case(f"freshdesk:{text(said.get('ticket_id')) or ''}", who, text(said.get("ticket_subject")))
