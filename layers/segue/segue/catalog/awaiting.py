"""Who waits for a product that is sold out: asked for by an event, told when it can be bought again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from segue.catalog.changes import STOCK_RETURNED
from segue.events import Event
from segue.facets.registers import text
from segue.profile.signals import Signal

REQUESTED = "Back In Stock Requested"
LONGEST = 200  # of ids


class Waiting(NamedTuple):
    """Somebody, by an identity, who waits for a product; `variant` is "" for any form of it."""

    product: str
    key: str
    variant: str = ""


def asked_by(key: str, event: Event) -> Waiting | None:
    """None of an event that asks for nothing."""
    said = event.properties
    product = text(said.get("product_id") or said.get("sku"), LONGEST) if event.event == REQUESTED else ""
    return Waiting(product, key, text(said.get("variant_id") or said.get("variant"), LONGEST)) if product else None


def told(signal: Signal, waiting: Sequence[Waiting]) -> Iterator[tuple[Waiting, Signal]]:
    """The same signal for each who waits for that form, about them."""
    for one in waiting:
        if signal.name == STOCK_RETURNED and one.variant in ("", signal.detail["variant"]):
            yield one, replace(signal, person=one.key, cause=f"{signal.cause}|{one.key}")
