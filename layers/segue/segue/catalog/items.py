"""An item as it is: the newest statement, field by field, over all sources. In whatever order they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

from segue.catalog_items import Kind, Statement
from segue.times import Millis

Fields = Mapping[str, Any]
VARIANTS = "variants"


@dataclass(frozen=True)
class Item:
    """`updated` is the moment of the newest statement; `gone` where the newest about all of the item says so."""

    kind: Kind
    id: str
    updated: Millis = 0
    fields: Fields = field(default_factory=dict)
    gone: bool = False


def item_of(kind: Kind, identity: str, statements: Iterable[Statement]) -> Item:
    """What the newest statement of each source makes of an item.

    Each field is as the newest that has it says, each field of a variant likewise. Where a source says that the item
    is gone, nothing older counts; where it says so of a variant, nothing older of that one.
    """
    return reduce(_further, sorted(statements, key=lambda one: (one.at, one.place, one.rank)), Item(kind, identity))


def _further(before: Item, one: Statement) -> Item:
    if not one.gone:
        return replace(before, updated=one.at, fields=_together(before.fields, one), gone=False)
    if not one.part:
        return replace(before, updated=one.at, fields={}, gone=True)
    variants = {name: said for name, said in before.fields.get(VARIANTS, {}).items() if name != one.part}
    return replace(before, updated=one.at, fields={**before.fields, VARIANTS: variants})


def _together(before: Fields, one: Statement) -> Fields:
    known = dict(before.get(VARIANTS, {}))
    for name, said in one.fields.get(VARIANTS, {}).items():
        known[name] = {**known.get(name, {}), **said}
    return {**before, **one.fields, **({VARIANTS: known} if known else {})}
