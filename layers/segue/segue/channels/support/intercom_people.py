"""Intercom's contacts: who they are, what they did, and that they are gone.

A lead's `user_id` is a number of Intercom's making; a user's (`external_id` in newer versions) is the shop's own.
"""

from collections.abc import Iterator
from typing import Any

from segue.channels.drafts import Draft
from segue.channels.payloads import Payload, mapping, text
from segue.channels.persons import person

DESCRIBE = (
    "contact.added_email",
    "contact.created",
    "contact.email.updated",
    "contact.lead.added_email",
    "contact.lead.created",
    "contact.lead.signed_up",
    "contact.lead.updated",
    "contact.signed_up",
    "contact.updated",
    "contact.user.created",
    "contact.user.updated",
    "user.created",
    "user.email.updated",
)


def described(item: Payload, time: Any, own: str) -> Iterator[Draft]:
    """What the contact is called and how it is reached."""
    when = text(item.get("updated_at")) or time
    yield Draft(None, person(ids(item), {}), when, traits=traits(item), id=own)


def unsubscribed(item: Payload, time: Any, own: str) -> Iterator[Draft]:
    """No more e-mail, which Intercom has one switch for."""
    properties = {"channel": "email", "purpose": "marketing", "email": text(item.get("email"))}
    yield Draft("Unsubscribed", person(ids(item), traits(item)), time, properties, id=own)


def deleted(item: Payload, time: Any, own: str) -> Iterator[Draft]:
    """The contact is no longer kept there."""
    yield Draft("Customer Deleted", person(ids(item), {}), time, id=own)


def acted(item: Payload, time: Any, own: str) -> Iterator[Draft]:
    """What the shop told Intercom that the customer did, under the name that the shop gave it."""
    known = [("user_id", item.get("user_id")), ("intercom_id", item.get("intercom_user_id"))]
    when = item.get("created_at") or time
    name = text(item.get("event_name")) or "Event"
    yield Draft(name, person(known, {"email": text(item.get("email"))}), when, mapping(item.get("metadata")), id=own)


def ids(item: Payload) -> list[tuple[str, Any]]:
    """Intercom's id, and the shop's where it is the shop's."""
    kind = text(item.get("type"))
    lead = kind == "lead" or item.get("role") == "lead" or item.get("anonymous") is True
    theirs = None if lead else item.get("external_id") or item.get("user_id")
    return [("user_id", theirs), ("intercom_id", item.get("id"))]


def traits(item: Payload) -> Payload:
    """E-mail, phone and name."""
    return {name: text(item.get(name)) for name in ("email", "phone", "name")}
