"""Carts: the recent cart events themselves, from which the carts are worked out when they are read.

Kept are the last `LAST` events of the last `WINDOW` by (time, id); what a newer snapshot or order of the same cart
makes irrelevant keeps its place and loses its payload. The newest closing is kept beside the log, because it names
the carts of a shop that gives them no id. All are functions of the set of events alone, so any order
and any grouping end the same.
"""

from collections.abc import Iterable
from typing import Any

from segue.events import Event
from segue.facets.lines import line, lines
from segue.facets.registers import short
from segue.money import currency
from segue.times import DAY, Millis

VERSION = 4
LAST = 50
WINDOW: Millis = 60 * DAY
CHANGE, SNAPSHOT, CLOSE = "+", "=", "x"
CHECKOUT, STEP = "$", "s"  # a checkout that says what is in the cart, and one that does not
WHOLE = (SNAPSHOT, CHECKOUT, CLOSE)  # each says all there is to say of its cart
SIGNS = {"Product Added": 1, "Product Removed": -1}
SNAPSHOTS = ("Cart Updated", "Cart Viewed")
CHECKOUTS = ("Checkout Started", "Checkout Updated")
CLOSINGS = ("Order Completed", "Cart Deleted")
# [time, short id, cart id or "", operation, payload or None, and where there is more to say: the visitor's short id
# where no cart is named (else 0), 1 where history alone tells of it]
Entry = list[Any]
NEVER: list[int] = [0, 0]
Carts = dict[str, list[Any]]  # {"log": entries, "closed": [time, short id] of the newest order or deletion}


def of(event: Event) -> Carts:
    """The log of one entry that a cart event is worth; {} of any other."""
    worth = _operation(event.event or "", event.properties)
    if worth is None:
        return {}
    cart = str(event.properties.get("cart_id") or "")
    device = [short(event.anonymous_id)] if event.anonymous_id and not cart else []
    more = [*(device or [0]), 1] if event.backfill else device
    return add({}, {"log": [[event.timestamp, short(event.message_id), cart, *worth, *more]]})


def imported(entry: Entry) -> bool:
    """Whether history alone tells of it: an event that also came by itself is no history."""
    return len(entry) > 6


def _operation(name: str, said: dict[str, Any]) -> tuple[str, list[Any] | None] | None:
    code = currency(said.get("currency"))
    changed = line(said, code) if name in SIGNS else None
    if changed:
        return CHANGE, [[changed[0], SIGNS[name] * changed[1], *changed[2:]], code]
    if name in CLOSINGS or (name in CHECKOUTS and said.get("completed_at")):
        return CLOSE, None
    if name in (*SNAPSHOTS, *CHECKOUTS) and isinstance(said.get("products"), list):
        whole = [lines(said["products"], code), code, _link(said)]
        return (CHECKOUT if name in CHECKOUTS else SNAPSHOT), whole
    return (STEP, None) if name in CHECKOUTS else None


def add(left: Carts, right: Carts) -> Carts:
    """The union of both logs, bounded, with what is irrelevant emptied."""
    both = (*left.get("log", []), *right.get("log", []))
    merged: dict[tuple[Millis, int], Entry] = {}
    for entry in both:
        known = merged.get((entry[0], entry[1]))
        merged[entry[0], entry[1]] = _one(known, entry) if known else entry
    if not both:
        return {}
    closed = max((left.get("closed", NEVER), right.get("closed", NEVER), *(e[:2] for e in both if e[3] == CLOSE)))
    return {"log": _emptied(_bounded(merged[mark] for mark in sorted(merged))), "closed": closed}


def _one(known: Entry, entry: Entry) -> Entry:
    """One of two tellings of an event: the fuller one, as history only where both are."""
    fuller, other = (entry, known) if known[4] is None else (known, entry)
    return fuller if imported(other) or not imported(fuller) else fuller[:5] + ([fuller[5]] if fuller[5] else [])


def _bounded(log: Iterable[Entry]) -> list[Entry]:
    entries = list(log)[-LAST:]
    return [entry for entry in entries if entry[0] >= entries[-1][0] - WINDOW]


def _emptied(log: list[Entry]) -> list[Entry]:
    settled: set[str] = set()
    result = []
    for entry in reversed(log):
        result.append([*entry[:4], None] if entry[2] in settled else entry)
        if entry[2] and entry[3] in WHOLE:
            settled.add(entry[2])
    return result[::-1]


def _link(said: dict[str, Any]) -> str:
    link = said.get("url") or said.get("abandoned_checkout_url")
    return link if isinstance(link, str) and link.startswith(("https://", "http://")) and len(link) <= 500 else ""
