"""Activity: of every event, by its name, the last times with what they were about, and what was before in counts.

Kept are the last `LAST` times; what falls out of them is counted, ever and by day, with its value, and the first of all
stays known. Both follow from the set of events alone, so any order and any grouping end the same. Whoever does
something eight times or less has no counts at all. Times are whole seconds.
"""

from collections.abc import Iterable
from typing import Any

from segue.events import Event
from segue.facets.buckets import add_counts
from segue.facets.engagement import BY_MACHINE, KINDS
from segue.facets.machines import is_machine
from segue.facets.registers import Entry, kept, text
from segue.money import currency, minor
from segue.times import DAY, SECOND, Millis, to_text

VERSION = 1
LAST = 8  # times of each name
WINDOW = 92  # days before the newest of the name
MOST = 40  # names, and currencies of a sum
LONGEST = 40
MOST_VALUE = 10**12  # minor units of one event: above it is no money, and a sum must fit into 64 bits
SEEN = {"page": "Page Viewed", "screen": "Screen Viewed"}
VALUES = ("total", "revenue", "value")
USUAL = "web"
COUNT = "n"  # beside the currencies of a sum
Done = dict[str, Any]
# l: [[second, product, category, channel ("" for web), minor units, currency], ...] the last times, oldest first, empty
# ends left out; f: second of the first of those before; t: their counts {"n": 3, "EUR": 4200};
# d: {day: counts} of the last `WINDOW` days. The last three only where there are more than `LAST`.
Activity = dict[str, Done]

EMPTY: Entry = [0, "", "", "", 0, ""]


def of(event: Event) -> Activity:
    """One time of the event's name; {} of calls without one, and of machines that open and click."""
    name = text(event.event, LONGEST * 2) or SEEN.get(event.type, "")
    if not name or (KINDS.get(name) in BY_MACHINE and is_machine(event)):
        return {}
    said = event.properties
    value, code = _value(said)
    channel = "" if event.channel == USUAL else event.channel[:LONGEST]
    about = [text(said.get("product_id") or said.get("sku"), LONGEST), text(said.get("category"), LONGEST).lower()]
    return {name: {"l": [_trimmed([event.timestamp // SECOND, *about, channel, value, code])]}}


def add(left: Activity, right: Activity) -> Activity:
    """Name by name: the last times of both, and the counts of what is before."""
    names = {**left, **right}
    return kept(
        {one: _both(left[one], right[one]) if one in left and one in right else names[one] for one in names}, MOST
    )


def read(value: Activity) -> list[dict[str, Any]]:
    """Rows {"event", "count", "first", "last"}, the one that happened last first."""
    rows = [
        {"event": name, "count": count(done), "first": to_text(first(done)), "last": to_text(last(done))}
        for name, done in value.items()
    ]
    return sorted(rows, key=lambda row: (row["last"], row["event"]), reverse=True)


def count(done: Done) -> int:
    """How often, ever."""
    return len(done["l"]) + done.get("t", {}).get(COUNT, 0)


def first(done: Done) -> Millis:
    """The first time of all, to the second."""
    return done.get("f", done["l"][0][0]) * SECOND


def last(done: Done) -> Millis:
    """The last time, to the second."""
    return done["l"][-1][0] * SECOND


def _both(left: Done, right: Done) -> Done:
    times: list[Entry] = sorted([*left["l"], *right["l"]])
    rest, newest = times[:-LAST], times[-LAST:]
    parts = [one for one in (left, right, _counted(rest)) if "f" in one]
    if not parts:
        return {"l": newest}
    oldest = newest[-1][0] * SECOND // DAY - WINDOW
    days = {day for one in parts for day in one["d"] if day >= oldest}
    return {
        "l": newest,
        "f": min(one["f"] for one in parts),
        "t": _sum(one["t"] for one in parts),
        "d": {day: _sum(one["d"].get(day, {}) for one in parts) for day in days},
    }


def _counted(entries: list[Entry]) -> Done:
    """What fell out of the last times."""
    days: dict[int, list[dict[str, int]]] = {}
    for entry in entries:
        days.setdefault(entry[0] * SECOND // DAY, []).append(_counts(entry))
    summed = {day: _sum(parts) for day, parts in days.items()}
    return {"f": entries[0][0], "t": _sum(summed.values()), "d": summed} if entries else {}


def _counts(entry: Entry) -> dict[str, int]:
    *_, value, code = whole(entry)
    return {COUNT: 1, code: value} if value else {COUNT: 1}


def whole(entry: Entry) -> Entry:
    """With the empty ends that are not kept."""
    return [*entry, *EMPTY[len(entry) :]]


def _sum(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in parts:
        total = add_counts(total, one)
    return {COUNT: total.pop(COUNT, 0), **kept(total, MOST)}


def _value(said: dict[str, Any]) -> tuple[int, str]:
    """What the event says it is worth, in minor units; less than nothing is nothing."""
    code = currency(said.get("currency"))
    value = minor(next((said[name] for name in VALUES if said.get(name) is not None), 0), code)
    return (value, code) if 0 < value < MOST_VALUE else (0, "")


def _trimmed(entry: Entry) -> Entry:
    while len(entry) > 1 and not entry[-1]:
        entry = entry[:-1]
    return entry
