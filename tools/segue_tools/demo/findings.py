"""What came out: one person after the other, as the people API tells it, and how that differs from what must be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from segue_tools.demo.desk import Desk
from segue_tools.demo.plan import Part

OUTCOMES = {
    "Delivery": "delivered",
    "Open": "opened",
    "Click": "clicked",
    "Bounce": "bounced",
    "Complaint": "complained",
    "Unsubscribe": "unsubscribed",
}
SEGMENT = "abandoned-cart"


@dataclass(frozen=True)
class Found:
    """One person as found. `ids`: the person behind each identifier, None where nobody is."""

    ids: frozenset[str | None]
    orders: frozenset[str]
    carts: dict[str, dict[str, int]]
    events: tuple[str, ...]
    messages: tuple[dict[str, Any], ...]
    segments: frozenset[str]
    merged: int

    @property
    def states(self) -> Counter[str]:
        """How many messages are in which state."""
        return Counter(one["state"] for one in self.messages)

    @property
    def outcomes(self) -> set[str]:
        """What happened to the messages."""
        return {outcome for one in self.messages for outcome in one["outcomes"]}


def found(part: Part, desk: Desk) -> Found:
    """Asks for everything about one customer."""
    people = [desk.find(kind, value) for kind, value in sorted(part.expected.identifiers)]
    known = next((one for one in people if one), None)
    if known is None:
        return Found(frozenset({None}), frozenset(), {}, (), (), frozenset(), 0)
    timeline = desk.all_of(f"/v1/people/{known['id']}/timeline?limit=200&kind=event")
    return Found(
        ids=frozenset(one["id"] if one else None for one in people),
        orders=frozenset(one["id"] for one in known["facets"].get("orders", [])),
        carts=dict(_carts(known["facets"].get("carts", []))),
        events=tuple(one["id"] for one in timeline),
        messages=tuple(desk.all_of(f"/v1/people/{known['id']}/messages?")),
        segments=frozenset(one["id"] for one in known["segments"]),
        merged=len(known["merged_from"]),
    )


def _carts(carts: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, int]]]:
    """Open carts with something in them; one that an order of another cart has ended is no longer live."""
    for one in carts:
        if one["open"] and one["items"] and not one.get("ordered"):
            yield one["id"], {line["name"]: line["quantity"] for line in one["items"]}


def differences(part: Part, seen: Found) -> list[str]:
    """What is not as it must be, in words; [] where everything is."""
    must = part.expected
    sent = min(must.mails, 1)
    states = Counter({"sent": sent, "dropped": must.mails - sent}) + Counter()
    pairs = {
        "persons": (1, len(seen.ids - {None})),
        "identifiers that lead to nobody": (False, None in seen.ids),
        "orders": (set(must.orders), set(seen.orders)),
        "events on the timeline": (must.events + len(part.habit), len(seen.events)),
        "events twice": (0, len(seen.events) - len(set(seen.events))),
        "in the segment": (must.abandoned, SEGMENT in seen.segments),
        "messages": (dict(states), dict(seen.states)),
        "outcomes": ({OUTCOMES[kind] for kind in part.habit}, seen.outcomes),
    }
    pairs |= {} if must.orders else {"carts": (dict(must.open), seen.carts)}
    return [f"{name}: {want} expected, {got} found" for name, (want, got) in pairs.items() if want != got]
