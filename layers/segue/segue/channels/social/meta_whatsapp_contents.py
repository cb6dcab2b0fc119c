"""What a WhatsApp message holds, by its type: words, media by their id, a place, an answer, a reaction, a change."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from segue.channels.payloads import Payload, amount, given, mapping, rows, text
from segue.errors import Invalid

MEDIA = ("image", "audio", "voice", "video", "document", "sticker")


@dataclass(frozen=True)
class Contents:
    """`about` names the earlier message that this one changes; `further` are properties of WhatsApp's own."""

    text: str = ""
    attachments: tuple[Payload, ...] = ()
    reply_to: str | None = None
    about: str = ""
    change: Literal["", "edited", "unsent"] = ""
    further: Payload = field(default_factory=dict)


def contents(message: Payload) -> Contents:
    """What the message says. Raises Invalid("unknown-topic")."""
    kind = text(message.get("type")) or ""
    part = mapping(message.get(kind))
    if kind in MEDIA:
        return Contents(text(part.get("caption")) or "", (_media(kind, part),))
    if kind not in TYPES:
        raise Invalid("unknown-topic", f"no meaning is known for a message of type {kind[:80]!r}")
    return TYPES[kind](message, part)


def _media(kind: str, part: Payload) -> Payload:
    named = {"type": kind, "id": text(part.get("id")), "name": text(part.get("filename"))}
    return given({**named, "mime_type": text(part.get("mime_type"))})


def _words(message: Payload, part: Payload) -> Contents:
    return Contents(text(part.get("body")) or text(part.get("text")) or "", further=_further(message, part))


def _further(message: Payload, part: Payload) -> Payload:
    referral = mapping(message.get("referral"))
    named = {name: text(referral.get(name)) for name in ("source_id", "source_type", "source_url", "ctwa_clid")}
    return given({"payload": text(part.get("payload")), "referral": given(named)})


def _location(_: Payload, part: Payload) -> Contents:
    place = {"latitude": amount(part.get("latitude")), "longitude": amount(part.get("longitude"))}
    named = {"type": "location", "name": text(part.get("name")), "url": text(part.get("url"))}
    return Contents(attachments=(given({**named, **place, "address": text(part.get("address"))}),))


def _contacts(message: Payload, _: Payload) -> Contents:
    names = [text(mapping(one.get("name")).get("formatted_name")) for one in rows(message.get("contacts"))]
    return Contents(attachments=tuple(given({"type": "contact", "name": name}) for name in names))


def _interactive(_: Payload, part: Payload) -> Contents:
    answer = mapping(part.get(text(part.get("type")) or ""))
    further = {"payload": text(answer.get("id")), "form": text(answer.get("response_json"))}
    return Contents(text(answer.get("title")) or text(answer.get("body")) or "", further=given(further))


def _reaction(_: Payload, part: Payload) -> Contents:
    """An empty emoji takes the reaction back."""
    about, emoji = text(part.get("message_id")), text(part.get("emoji")) or ""
    change = "" if emoji else "unsent"
    return Contents(emoji, (), about, f"reaction-{about}", change, {"kind": "reaction"})


def _order(_: Payload, part: Payload) -> Contents:
    products = [
        given(
            {
                "product_id": text(one.get("product_retailer_id")),
                "quantity": amount(one.get("quantity")),
                "price": amount(one.get("item_price")),
            }
        )
        for one in rows(part.get("product_items"))
    ]
    currencies = [text(one.get("currency")) for one in rows(part.get("product_items"))]
    further = {"kind": "order", "products": products, "currency": next(iter(currencies), None)}
    return Contents(text(part.get("text")) or "", further=given(further))


def _edited(_: Payload, part: Payload) -> Contents:
    inner = mapping(part.get("message"))
    said = contents(inner) if inner.get("type") in (*MEDIA, "text") else Contents()
    return replace(said, about=text(part.get("original_message_id")) or "", change="edited")


def _revoked(_: Payload, part: Payload) -> Contents:
    return Contents(about=text(part.get("original_message_id")) or "", change="unsent")


def _unreadable(message: Payload, _: Payload) -> Contents:
    """A kind of message that the API cannot carry: that something came is all that is known."""
    error = (rows(message.get("errors")) or [{}])[0]
    words = text(mapping(message.get("text")).get("body")) or ""
    return Contents(words, further=given({"unsupported": text(error.get("code")) or "unsupported"}))


TYPES: dict[str, Callable[[Payload, Payload], Contents]] = {
    "text": _words,
    "button": _words,
    "location": _location,
    "contacts": _contacts,
    "interactive": _interactive,
    "reaction": _reaction,
    "order": _order,
    "edit": _edited,
    "revoke": _revoked,
    "unsupported": _unreadable,
    "unknown": _unreadable,
}
