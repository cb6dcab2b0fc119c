"""Signals: what others may want to know, in the past tense, as events on the bus.

A signal's id is derived from what caused it, so a repeat can be told by anyone. `detail` always carries
`id`, `time`, `person` and `version`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.consent import asked
from segue.events import Event
from segue.facets.orders import total
from segue.keys import PersonId, digest
from segue.money import currency
from segue.times import Millis, to_text

VERSION = 1


@dataclass(frozen=True)
class Signal:
    """`name` is the bus's detail-type; `cause` makes the id."""

    name: str
    person: PersonId
    time: Millis
    cause: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_detail(self) -> dict[str, Any]:
        """The `detail` of the event on the bus."""
        identity = digest(b"signal", f"{self.name}|{self.cause}")
        fixed = {"id": identity, "time": to_text(self.time), "person": self.person, "version": VERSION}
        return {**self.detail, **fixed}


def of_event(person: PersonId, event: Event) -> Signal | None:
    """The fact that an event states, where it states one; page views never do."""
    found = FACTS.get(event.event or "")
    if found is None:
        return None
    name, detail = found
    said = detail(event) | ({"backfill": True} if event.backfill else {})
    return Signal(name, person, event.timestamp, f"{event.source}|{event.message_id}|{event.original_timestamp}", said)


def latest(signals: Iterable[Signal]) -> list[Signal]:
    """Of a burst of changes to one cart only the last is told: it says to look, not what has changed."""
    told: dict[Any, Signal] = {}
    for place, one in enumerate(signals):
        burst = (one.person, one.detail["cart"]) if one.name == "CartUpdated" else place
        told[burst] = one
    return list(told.values())


def of_membership(person: PersonId, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Signal]:
    """Entries and exits between two states of a membership row ({} for none); `v` tells repeats apart."""
    old, new = before.get("segments", {}), after.get("segments", {})
    cause, time = f"{person}|{after.get('v', 0)}", after.get("at", 0)
    entered = [
        Signal("SegmentEntered", person, new[one], f"{cause}|{one}", {"segment": one})
        for one in sorted({*new} - {*old})
    ]
    return entered + [
        Signal("SegmentExited", person, time, f"{cause}|{one}", {"segment": one}) for one in sorted({*old} - {*new})
    ]


def of_people(person: PersonId, before: Mapping[str, Any], after: Mapping[str, Any], now: Millis) -> list[Signal]:
    """Merges between two states of a person's identity row."""
    absorbed = sorted({*after.get("former", [])} - {*before.get("former", [])})
    merged = [Signal("PersonMerged", person, now, f"{person}|{one}", {"absorbed": one}) for one in absorbed]
    created = [] if before or "into" in after else [Signal("PersonCreated", person, now, person)]
    return created + merged


def _order(event: Event) -> dict[str, Any]:
    said = event.properties
    code = currency(said.get("currency"))
    named = {"order": str(said.get("order_id", "")), "cart": str(said.get("cart_id") or "")}
    return {**named, "total": total(said), "currency": code, "channel": event.channel, "source": event.source}


def _cart(event: Event) -> dict[str, Any]:
    return {"cart": str(event.properties.get("cart_id") or ""), "channel": event.channel, "source": event.source}


def _consent(event: Event) -> dict[str, Any]:
    channel, purpose, granted = asked(event) or ("", "", False)
    return {"channel": channel, "purpose": purpose, "granted": granted, "source": event.source}


def _engaged(event: Event) -> dict[str, Any]:
    return {"message": str(event.properties.get("message_id", "")), "kind": event.event, "channel": event.channel}


FACTS: dict[str, tuple[str, Callable[[Event], dict[str, Any]]]] = {
    "Order Completed": ("OrderPlaced", _order),
    "Order Refunded": ("OrderRefunded", _order),
    "Checkout Started": ("CheckoutStarted", _cart),
    "Product Added": ("CartUpdated", _cart),
    "Product Removed": ("CartUpdated", _cart),
    "Cart Updated": ("CartUpdated", _cart),
    "Consent Updated": ("ConsentChanged", _consent),
    "Unsubscribed": ("ConsentChanged", _consent),
    "Email Opened": ("MessageEngaged", _engaged),
    "Email Link Clicked": ("MessageEngaged", _engaged),
}
