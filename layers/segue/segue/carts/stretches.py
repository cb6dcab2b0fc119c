"""Stretches: how each cart stood between one touch and the next. What the facets have forgotten is not made up."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from segue.carts.logs import sorted_out
from segue.carts.standing import CartLine, LineKey, change, together
from segue.facets.carts import CHECKOUT, CLOSE, NEVER, STEP, WHOLE, Entry, imported
from segue.facets.orders import placed_times
from segue.times import Millis

Pieces = dict[LineKey, CartLine]


class Stretch(msgspec.Struct, frozen=True):
    """From a touch until the next one, or an order in any channel. `items`: what was in it; None where only that
    something was is known. `imported`: history alone tells of the touch; `checkout`: it was a checkout's."""

    start: Millis
    end: Millis | None
    items: tuple[CartLine, ...] | None
    currency: str
    imported: bool
    checkout: bool

    @property
    def filled(self) -> bool:
        """Whether there was anything in it."""
        return self.items is None or bool(self.items)

    @property
    def value(self) -> int:
        """The sum of all lines in minor units; 0 where nobody knows."""
        return sum(one.price * one.quantity for one in self.items or ())


def stretches_of(facets: Mapping[str, Any]) -> list[Stretch]:
    """The stretches of all carts in the log; those of one cart follow each other."""
    known = facets.get("carts", {})
    logs = sorted_out(known.get("log", []), known.get("closed", NEVER))
    orders = sorted(placed_times(facets.get("orders", {}))) if logs else []
    return [one for log in logs.values() for one in _stretches(log, orders)]


def _stretches(log: Sequence[Entry], orders: Sequence[Millis]) -> Iterator[Stretch]:
    pieces: Pieces | None = {}
    code = ""
    for entry, later in zip(log, [*log[1:], None], strict=True):
        pieces, start, code = _after(pieces, entry), entry[0], _currency(entry) or code
        ends = [one for one in orders if one >= start][:1] + ([later[0]] if later else [])
        items = None if pieces is None else tuple(one for one in pieces.values() if one.quantity > 0)
        yield Stretch(start, min(ends, default=None), items, code, imported(entry), entry[3] in (CHECKOUT, STEP))


def _currency(entry: Entry) -> str:
    return entry[4][1] if entry[4] else ""


def _after(pieces: Pieces | None, entry: Entry) -> Pieces | None:
    """What is in the cart after an entry; None where its payload, or one before it, is forgotten."""
    if entry[3] == CLOSE:
        return {}
    if entry[4] is None:
        return pieces if entry[3] == STEP else None
    if entry[3] in WHOLE:
        return together(CartLine(*one) for one in entry[4][0])
    return change(pieces, CartLine(*entry[4][0])) if pieces is not None else None
