"""The data map: which source brings what, where that lies, and who gets it. Pure."""

from collections.abc import Mapping
from typing import Any

Node = tuple[str, str, int]  # key, name, column
# Which classes of what is kept hold which kinds of data.
LIES = {
    "identifiers": ("profiles", "lasting"),
    "traits": ("profiles", "lasting"),
    "behaviour": ("events", "archive"),
    "consent": ("profiles", "lasting", "archive"),
    "orders": ("lasting", "archive"),
    "conversations": ("conversations", "attachments", "archive"),
    "delivery reports": ("messages", "events", "archive"),
    "answers to surveys": ("events", "profiles", "archive"),
    "products": ("catalog",),
    "contact points": ("profiles",),
    "messages": ("messages",),
    "signals": ("events",),
    "traits named in the call": ("profiles",),
}


def links(found: Mapping[str, Any]) -> tuple[list[Node], list[tuple[str, str]]]:
    """Nodes by column (sources, data, stores, recipients), and what leads from which to which."""
    stores = [one for one in found["stores"] if one["classes"]]
    brought = sorted({kind for one in found["sources"] for kind in one["brings"]})
    edges = [(f"source {one['name']}", f"data {kind}") for one in found["sources"] for kind in one["brings"]]
    edges += [
        (f"data {kind}", f"store {one['name']}")
        for kind in brought
        for one in stores
        if set(LIES.get(kind, ())) & set(one["classes"])
    ]
    edges += [
        (f"store {one['name']}", f"recipient {who['name']}")
        for who in found["recipients"]
        for one in stores
        if {kept for kind in who["gets"] for kept in LIES.get(kind, ())} & set(one["classes"])
    ]
    nodes = [(f"source {one['name']}", one["name"], 0) for one in found["sources"]]
    nodes += [(f"data {one}", one, 1) for one in brought]
    nodes += [(f"store {one['name']}", one["name"], 2) for one in stores]
    nodes += [(f"recipient {one['name']}", one["name"], 3) for one in found["recipients"]]
    return nodes, sorted(set(edges))
