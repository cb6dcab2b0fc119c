"""Carts: the recent cart events themselves, from which the carts are worked out when they are read.

Kept are the last `LAST` events of the last `WINDOW` by (time, id); what a newer snapshot or order of the same cart
makes irrelevant keeps its place and loses its payload. Both are functions of the set of events alone, so any order
and any grouping end the same.
"""

from collections.abc import Iterable
from typing import Any

from segue.events import Event
from segue.facets.lines import line, lines
from segue.facets.registers import short
from segue.money import currency
from segue.times import DAY, Millis

VERSION = 1
LAST = 50
WINDOW: Millis = 60 * DAY
CHANGE, SNAPSHOT, CLOSE = "+", "=", "x"
SIGNS = {"Product Added": 1, "Product Removed": -1}
SNAPSHOTS = ("Cart Updated", "Cart Viewed", "Checkout Started", "Checkout Updated")
CLOSINGS = ("Order Completed", "Cart Deleted")
Entry = list[Any]  # [time, short id, cart id or "", operation, payload or None]
Carts = dict[str, list[Entry]]


def of(event: Event) -> Carts:
    """{"log": [one entry]} of a cart event; {} of any other."""
    name, said = event.event or "", event.properties
    mark = [event.timestamp, short(event.message_id), str(said.get("cart_id") or "")]
    code = currency(said.get("currency"))
    if name in SIGNS:
        changed = line(said, code)
        return (
            {"log": [[*mark, CHANGE, [[changed[0], SIGNS[name] * changed[1], *changed[2:]], code]]]} if changed else {}
        )
    if name in SNAPSHOTS and isinstance(said.get("products"), list):
        return {"log": [[*mark, SNAPSHOT, [lines(said["products"], code), code, _link(said)]]]}
    return {"log": [[*mark, CLOSE, None]]} if name in CLOSINGS else {}


def add(left: Carts, right: Carts) -> Carts:
    """The union of both logs, bounded, with what is irrelevant emptied."""
    both = (*left.get("log", []), *right.get("log", []))
    merged: dict[tuple[Millis, int], Entry] = {}
    for entry in both:
        known = merged.get((entry[0], entry[1]))
        if known is None or known[4] is None:
            merged[entry[0], entry[1]] = entry
    return {"log": _emptied(_bounded(merged[mark] for mark in sorted(merged)))} if both else {}


def _bounded(log: Iterable[Entry]) -> list[Entry]:
    entries = list(log)[-LAST:]
    return [entry for entry in entries if entry[0] >= entries[-1][0] - WINDOW]


def _emptied(log: list[Entry]) -> list[Entry]:
    settled: set[str] = set()
    result = []
    for entry in reversed(log):
        result.append([*entry[:4], None] if entry[2] in settled else entry)
        if entry[2] and entry[3] in (SNAPSHOT, CLOSE):
            settled.add(entry[2])
    return result[::-1]


def _link(said: dict[str, Any]) -> str:
    link = said.get("url") or said.get("abandoned_checkout_url") or ""
    return link if isinstance(link, str) and link.startswith(("https://", "http://")) and len(link) <= 500 else ""
