"""What the Catalog table's stream brings, as values of the domain."""

from dataclasses import dataclass
from typing import Any

from segue.aws.catalog_statements import statements_of
from segue.catalog.items import Item, item_of
from segue.lambdas import Lambda, stream_records
from segue.times import Millis

PRODUCT = "product"


@dataclass(frozen=True)
class Change:
    """A product before and after a statement of the moment `time`."""

    before: Item
    after: Item
    time: Millis


def changes_of(event: Lambda) -> list[Change]:
    """The Catalog stream: products as a statement changed them; other rows say nothing here."""
    return [_change(old, new) for _, _, new, old in stream_records(event) if new.get("pk") == PRODUCT]


def _change(old: dict[str, Any], new: dict[str, Any]) -> Change:
    before, after = statements_of(old), statements_of(new)
    # Each statement has an update of its own, so one of them is new.
    moment = max((one.at for one in after if one not in before), default=0)
    return Change(item_of(PRODUCT, new["sk"], before), item_of(PRODUCT, new["sk"], after), moment)
