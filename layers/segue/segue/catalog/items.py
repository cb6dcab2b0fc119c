"""An item as it is: the newest statement, field by field, over all sources. In whatever order they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from segue.catalog_items import Kind, Statement
from segue.times import Millis

Fields = Mapping[str, Any]
VARIANTS = "variants"


@dataclass(frozen=True)
class Item:
    """`updated` is the moment of the newest statement; `gone` where that one says so."""

    kind: Kind
    id: str
    updated: Millis = 0
    fields: Fields = field(default_factory=dict)
    gone: bool = False


def item_of(kind: Kind, identity: str, statements: Iterable[Statement]) -> Item:
    """What the newest statement of each source makes of an item.

    Each field is as the newest that has it says, each field of a variant likewise. Where a source says that the item
    is gone, nothing older counts.
    """
    ordered = sorted(statements, key=lambda one: (one.at, one.source, one.rank))
    if not ordered:
        return Item(kind, identity)
    fields = reduce(_further, ordered, {})
    return Item(kind, identity, ordered[-1].at, fields, ordered[-1].gone)


def _further(before: Fields, one: Statement) -> dict[str, Any]:
    if one.gone:
        return {}
    known = dict(before.get(VARIANTS, {}))
    for name, said in one.fields.get(VARIANTS, {}).items():
        known[name] = {**known.get(name, {}), **said}
    return {**before, **one.fields, **({VARIANTS: known} if known else {})}
