"""Identifiers: what names a customer, and which one of them is the strongest.

`identifiers_of` is frozen: a pure function of the event alone, without playbook or library, so that the same
event has the same source identity for ever. Rich normalisation happens only when identities are linked
(`segue.linking`).
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from segue.events import Event

# Strongest first; the letter starts every identity key of the type. Append only: the order is part of the data.
CODES: dict[str, str] = {
    "user_id": "u",
    "customer_id": "c",
    "email": "e",
    "phone": "p",
    "loyalty_id": "l",
    "order_id": "o",
    "messenger_id": "m",
    "device_id": "d",
    "anonymous_id": "a",
    "cart_id": "k",
    "custom": "x",
}
STRENGTH = {kind: rank for rank, kind in enumerate(CODES)}
TYPES = {code: kind for kind, code in CODES.items()}
LONGEST = 256
BLOCKED = re.compile(r"(0|-)*|-1|null|none|undefined|anonymous|nan", re.IGNORECASE)


class Identifier(NamedTuple):
    """A type of `CODES` and a value in its frozen form."""

    type: str
    value: str


def identifier(kind: str, value: Any) -> Identifier | None:
    """The frozen form: trimmed; e-mail case-folded; phone as digits. None where nothing usable is left."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = str(value).strip()
    if kind == "email":
        text = text.casefold() if text.count("@") == 1 else ""
    elif kind == "phone":
        text = re.sub(r"\D", "", text)
    if BLOCKED.fullmatch(text) or len(text) > LONGEST:
        return None
    return Identifier(kind if kind in CODES else "custom", text if kind in CODES else f"{kind}:{text}")


def identifiers_of(event: Event) -> tuple[Identifier, ...]:
    """All identifiers that the event itself names, strongest first, each once; empty when it names nobody."""
    found = {identifier(kind, value) for kind, value in _named(event)} - {None}
    return tuple(sorted((one for one in found if one), key=lambda one: (STRENGTH[one.type], one.value)))


def _named(event: Event) -> Iterator[tuple[str, Any]]:
    yield "user_id", event.user_id
    yield "anonymous_id", event.anonymous_id
    yield "anonymous_id", event.previous_id
    for place in (event.traits, event.properties, _mapping(event.context, "traits")):
        yield "email", place.get("email")
        yield "phone", place.get("phone")
    yield "device_id", _mapping(event.context, "device").get("id")
    yield "loyalty_id", event.traits.get("loyalty_id")
    external = event.context.get("externalIds")
    for one in external if isinstance(external, list) else ():
        if isinstance(one, dict):
            yield str(one.get("type")), one.get("id")


def _mapping(parent: dict[str, Any], name: str) -> dict[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}
