"""The WhatsApp Cloud API: messages, what becomes of ours, and whether marketing is welcome: STOP is an answer too.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
A customer who goes by a username is named by a business-scoped id (`user_id`, as in US.1234) and no number:
https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
"""

import re
from collections.abc import Iterator
from typing import Any

from segue.channels.drafts import Draft, stated_id
from segue.channels.moments import moment
from segue.channels.payloads import Payload, given, mapping, rows, text
from segue.channels.persons import person
from segue.channels.sms.wishes import stopped
from segue.channels.social.meta_things import Thing
from segue.channels.social.meta_whatsapp_contents import contents
from segue.channels.turns import Author, Turn
from segue.channels.turns import said as turn
from segue.errors import Invalid

OURS = "biz_opaque_callback_data"  # what we gave when we sent comes back in every status
STATUSES = {
    "sent": "Message Sent",
    "delivered": "Message Delivered",
    "read": "Message Read",
    "failed": "Message Failed",
}
LEFT_OUT = ("deleted", "played", "warning", "pending", "captured")
NUMBER, E164 = re.compile(r"\d{3,20}"), re.compile(r"\d{7,15}")
SCOPED = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
PREFERENCES = {"stop": False, "resume": True}


def written(thing: Thing) -> Iterator[Draft | str]:
    """A message, a status or an error of the account's. Raises Invalid("unknown-topic")."""
    for message in rows(thing.said.get("messages")):
        written = _message(thing, message)
        yield written
        yield from () if isinstance(written, str) or written.properties.get("change") else stopped(written, "whatsapp")
    for status in rows(thing.said.get("statuses")):
        yield _status(status)
    if rows(thing.said.get("errors")):
        yield "account-error"


def echoed(thing: Thing) -> Iterator[Draft | str]:
    """What the business wrote in its own app on the same number."""
    for message in rows(thing.said.get("message_echoes")):
        ids = (message.get("to"), message.get("to_user_id"))
        yield _turn(thing, message, _who(ids, {}), "agent")


def preferred(thing: Thing) -> Iterator[Draft | str]:
    """Whether the customer wants marketing messages. Raises Invalid("unknown-topic")."""
    for one in rows(thing.said.get("user_preferences")):
        value = text(one.get("value")) or ""
        if value not in PREFERENCES:
            raise Invalid("unknown-topic", f"no meaning is known for the preference {value[:80]!r}")
        ids = (one.get("wa_id"), one.get("user_id"))
        properties = {"channel": "whatsapp", "purpose": "marketing", "granted": PREFERENCES[value]}
        stated = stated_id("whatsapp", *map(text, ids), value, text(one.get("timestamp")))
        when = moment(one.get("timestamp"))
        yield Draft("Consent Updated", _who(ids, {}), when, properties, id=stated, channel="whatsapp")


def _message(thing: Thing, message: Payload) -> Draft | str:
    if message.get("type") == "system":
        return "system"  # a new number or identity of WhatsApp's; the next message comes under it
    contact = _contact(thing, message)
    profile = mapping(contact.get("profile"))
    ids = (message.get("from"), message.get("from_user_id"), contact.get("wa_id"), contact.get("user_id"))
    traits = {"name": text(profile.get("name")), "username": text(profile.get("username"))}
    return _turn(thing, message, _who(ids, traits), "customer")


def _contact(thing: Thing, message: Payload) -> Payload:
    """The sender's among the contacts of the delivery, which are of all its messages."""
    senders = {text(message.get("from")), text(message.get("from_user_id"))} - {None}
    for one in rows(thing.said.get("contacts")):
        if senders & {text(one.get("wa_id")), text(one.get("user_id"))}:
            return one
    return {}


def _turn(thing: Thing, message: Payload, who: Payload, author: Author) -> Draft:
    said = contents(message)
    number = text(mapping(thing.said.get("metadata")).get("phone_number_id")) or ""
    group, own = text(message.get("group_id")), text(message.get("id")) or ""
    contribution = Turn(
        conversation=f"whatsapp:{number}:{group or _first(who)}",
        author=author,
        text=said.text,
        id=said.about or own,
        attachments=said.attachments,
        reply_to=said.reply_to or text(mapping(message.get("context")).get("id")),
        change=said.change,
    )
    drafted = turn(contribution, who, moment(message.get("timestamp")), {**said.further, "group_id": group})
    stated = own or stated_id("whatsapp", _first(who), text(message.get("timestamp")), said.text, said.about)
    return Draft(drafted.event, who, drafted.time, drafted.properties, id=f"whatsapp-{stated}", channel="whatsapp")


def _status(status: Payload) -> Draft | str:
    kind = text(status.get("status")) or ""
    if kind in LEFT_OUT:
        return f"status-{kind}"
    if kind not in STATUSES:
        raise Invalid("unknown-topic", f"no meaning is known for the status {kind[:80]!r}")
    error = (rows(status.get("errors")) or [{}])[0]
    own = text(status.get("id"))
    properties = {
        "message_id": text(status.get(OURS)),
        "provider_message_id": own,
        "reason": text(error.get("code")),
        "detail": text(error.get("title")) or text(error.get("message")),
        "category": text(mapping(status.get("pricing")).get("category")),
    }
    who = _who((status.get("recipient_id"), status.get("recipient_user_id")), {})
    when = moment(status.get("timestamp"))
    return Draft(STATUSES[kind], who, when, given(properties), id=f"whatsapp-{own}-{kind}", channel="whatsapp")


def _who(ids: tuple[Any, ...], traits: Payload) -> Payload:
    """Numbers and business-scoped ids; whatever else stands there names nobody."""
    known = [value for one in ids if (value := text(one)) and (NUMBER.fullmatch(value) or SCOPED.fullmatch(value))]
    phones = [f"+{one}" for one in known if E164.fullmatch(one)]
    phone = {"phone": phones[0]} if phones else {}
    return person([("whatsapp_id", one) for one in known], {**traits, **phone})


def _first(who: Payload) -> str:
    return who["externalIds"][0]["id"] if who.get("externalIds") else ""
