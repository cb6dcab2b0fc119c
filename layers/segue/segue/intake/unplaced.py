"""Statements that the catalog has no room for: held as they were understood, and stated again when they are replayed.

A row holds the statements of all sources of an item. One that does not fit beside the others waits alone, so that it
holds nothing else back: the provider is answered, and need not bring it again. Pure.
"""

import msgspec

from segue.catalog_items import Statement
from segue.deliveries import Delivery, Parsed, Rejected

PARSER = "statement"  # of a delivery whose body is a statement of ours
REASON = "item-full"
DETAIL = "what all sources together say of this item is more than one row holds (400 KB)"


def unplaced(one: Statement) -> Rejected:
    """The statement as a delivery; a repeat is the same record."""
    body = msgspec.json.encode({**vars_of(one), "received_at": 0}, order="deterministic")
    return Rejected(Delivery(one.source, PARSER, body, {}, one.received_at), REASON, DETAIL)


def stated(delivery: Delivery) -> Parsed:
    """The statement that was held, as it came."""
    said = msgspec.json.decode(delivery.body, type=dict)
    return Parsed(items=(Statement(**{**said, "received_at": delivery.received_at}),))


def vars_of(one: Statement) -> dict[str, object]:
    """Its fields by name."""
    return {name: getattr(one, name) for name in Statement.__dataclass_fields__}
