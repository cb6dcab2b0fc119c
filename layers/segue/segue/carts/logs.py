"""Whose cart an entry of the cart log is about, where the shop does not say.

A shop that gives its carts no id has one at a time on each device, told apart by the visitor's id. An entry without
either means the unnamed cart that was touched last; an order or deletion without either ends all of them.
"""

from collections.abc import Sequence

from segue.facets.carts import CLOSE, NEVER, Carts, Entry

UNNAMED = "cart"
Mark = Sequence[int]  # time and short id of an entry
NOBODY = 0  # the device of an entry that names none


def sorted_out(log: Sequence[Entry], closed: Mark) -> dict[str, list[Entry]]:
    """The entries of each cart by its id; `closed` is the newest closing, which may be older than the log."""
    logs: dict[str, list[Entry]] = {}
    opened: dict[int, str] = {}  # the open unnamed carts by device, the one that was touched last at the end
    named, newest = "", closed if log and list(closed) < log[0][:2] else NEVER
    for entry in log:
        named = entry[2] or named
        keys = [named] if named else _unnamed(entry, opened, newest)
        for key in keys:
            logs.setdefault(key, []).append(entry)
        if entry[3] == CLOSE:
            named, newest = "", entry[:2]
            opened = {device: key for device, key in opened.items() if key not in keys}
    return logs


def last_touch(said: Carts, cart: str) -> int | None:
    """The short id of the event that touched a cart last; None where its log knows of none."""
    entries = sorted_out(said.get("log", []), said.get("closed", NEVER)).get(cart)
    return entries[-1][1] if entries else None


def _unnamed(entry: Entry, opened: dict[int, str], newest: Mark) -> list[str]:
    """The unnamed carts that an entry is about; a new one is added to `opened`."""
    device = entry[5] if len(entry) > 5 else NOBODY
    if device not in opened and entry[3] == CLOSE:
        return list(opened.values())
    if device not in opened and device == NOBODY and opened:
        device = next(reversed(opened))
    opened[device] = opened.pop(device, "") or _name(device, newest)
    return [opened[device]]


def _name(device: int, newest: Mark) -> str:
    """An id that stays the same when older entries leave the log."""
    after = f"-{newest[1]:x}" if newest[0] else ""
    return f"{UNNAMED}{after}-d{device:x}" if device else f"{UNNAMED}{after}"
