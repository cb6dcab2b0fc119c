"""Identifiers: what names a customer, and which one of them is the strongest.

`identifiers_of` is frozen: a pure function of the event alone, without playbook or library, so that the same
event has the same source identity for ever. Rich normalisation happens only when identities are linked
(`segue.identity.normalising`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from segue.events import Event

# Strongest first; the letter starts every identity key of the type. Append only once there is data: the order is part
# of it. Customer ids are `shop:id`, and custom types `type:value`.
CODES: dict[str, str] = {
    "user_id": "u",
    "customer_id": "c",
    "email": "e",
    "phone": "p",
    "loyalty_id": "l",
    "order_id": "o",
    "messenger_id": "m",
    "instagram_id": "i",
    "whatsapp_id": "w",
    "payment_fingerprint": "y",
    "device_id": "d",
    "anonymous_id": "a",
    "cart_id": "k",
    "custom": "x",
    "push_id": "t",
    "x_id": "z",
}
BEFORE = ("x_id",)  # was of a custom type once, and is known by that too: an event's strongest identifier never changes
STRENGTH = {kind: rank for rank, kind in enumerate(CODES)}
TYPES = {code: kind for kind, code in CODES.items()}
# Who carries messages to apps, by `device.type` of Segment's SDKs.
PUSHED_BY = {"ios": "apple", "ipados": "apple", "android": "google"}
LONGEST = 256
MOST = 20  # identifiers in one event; the strongest count
# Events whose properties name the customer who acts.
ACTORS = ("Order ", "Checkout ", "Cart ", "Email ", "Subscription ", "Consent ", "Unsubscribed", "Privacy ")
OWN = "ßς"  # of IDNA2008: straße.example and strasse.example are two domains (docs/decisions/0299)
BLOCKED = re.compile(r"(0|-)*|-1|null|none|undefined|anonymous|nan", re.IGNORECASE)


class Identifier(NamedTuple):
    """A type of `CODES` and a value in its frozen form."""

    type: str
    value: str


def identifier(kind: str, value: Any) -> Identifier | None:
    """The frozen form: trimmed; e-mail case-folded, but for letters that make another domain; phone as digits, after a
    + where it is international.

    None where nothing usable is left.
    """
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = str(value).strip()
    if kind == "email":
        text = _address(text) if text.count("@") == 1 else ""
    elif kind == "phone":
        text = ("+" if text.startswith(("+", "00")) else "") + re.sub(r"\D", "", text).removeprefix("00")
    if BLOCKED.fullmatch(text) or len(text) > LONGEST:
        return None
    return Identifier(kind if kind in CODES else "custom", text if kind in CODES else f"{kind}:{text}")


def _address(text: str) -> str:
    name, _, domain = text.partition("@")
    folded = (one if one in OWN else one.casefold() for one in domain.replace("ẞ", "ß"))
    return f"{name.casefold()}@{''.join(folded)}"


def identifiers_of(event: Event) -> tuple[Identifier, ...]:
    """The identifiers that the event itself names, strongest first, each once, at most 20; empty for nobody."""
    named = {one for kind, value in _named(event) if (one := identifier(kind, value))}
    found = named | {Identifier("custom", f"{one.type}:{one.value}") for one in named if one.type in BEFORE}
    return tuple(sorted(found, key=lambda one: (STRENGTH[one.type], one.value))[:MOST])


def previous_user(event: Event) -> Identifier | None:
    """The previous id of an alias as a user id: it may be one or an anonymous id, the event alone cannot tell."""
    return identifier("user_id", event.previous_id) if event.type == "alias" else None


def _named(event: Event) -> Iterator[tuple[str, Any]]:
    yield "user_id", event.user_id
    yield "anonymous_id", event.anonymous_id
    yield "anonymous_id", event.previous_id
    for place in _about_the_actor(event):
        yield "email", place.get("email")
        yield "phone", place.get("phone")
    if (event.event or "").startswith("Order "):
        yield "order_id", event.properties.get("order_id")
        yield "payment_fingerprint", event.properties.get("payment_fingerprint")
    device = _mapping(event.context, "device")
    yield "device_id", device.get("id")
    yield "push_id", push_id(device)
    yield "loyalty_id", event.traits.get("loyalty_id") if event.type == "identify" else None
    external = event.context.get("externalIds")
    for one in external if isinstance(external, list) else ():
        if isinstance(one, dict):
            yield str(one.get("type")), one.get("id")


def push_id(device: Mapping[str, Any]) -> str | None:
    """Where an app can be written to, as `apple:` or `google:` and the token of `context.device`; None where it does
    not say."""
    token, system = device.get("token"), PUSHED_BY.get(str(device.get("type")).strip().lower())
    return f"{system}:{token.strip()}" if system and isinstance(token, str) and token.strip() else None


def _about_the_actor(event: Event) -> Iterator[dict[str, Any]]:
    """A group's traits describe a company, and the properties of most events may name somebody else: a gift's
    recipient, an invited friend. Only these say who acted."""
    if event.type == "identify":
        yield event.traits
    if event.type != "group":
        yield _mapping(event.context, "traits")
    if event.event and event.event.startswith(ACTORS):
        yield event.properties


def _mapping(parent: dict[str, Any], name: str) -> dict[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}
