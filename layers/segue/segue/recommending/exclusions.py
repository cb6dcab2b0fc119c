"""What must not be recommended to somebody now, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from segue.catalog.changes import offers
from segue.catalog.items import Item
from segue.recommending.reasons import Why
from segue.recommending.rows import Row
from segue.times import DAY, Millis

CONSUMED = 0.5  # of the buyers buy again: then it is used up, where the catalog does not say
SOON = 0.5  # of the usual days between two purchases: earlier nobody needs it again


@dataclass(frozen=True)
class Standing:
    """How somebody stands to products: `owned` with the last purchase in ms, `returned`, in an open `complaint`, and
    what the caller wants to leave out (`unwanted`): what is on the page, in the cart, of another size."""

    owned: Mapping[str, Millis] = field(default_factory=dict)
    returned: frozenset[str] = frozenset()
    complaint: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()


def excluded(product: str, standing: Standing, item: Item | None) -> Why | None:
    """Why a product is out of the question, whoever owns it; None where it is not, or nothing is known of it."""
    if product in standing.unwanted:
        return "asked"
    if product in standing.returned:
        return "returned"
    if product in standing.complaint:
        return "complaint"
    return unsellable(item) if item else None


def unsellable(item: Item) -> Why | None:
    """Why nobody can buy it now; a shop that does not count its stock and says nothing sells it."""
    if item.gone or item.fields.get("listed") is False:
        return "gone"
    forms = offers(item).values()
    return "sold-out" if forms and all(one.available is False for one in forms) else None


def owned(bought: Millis, now: Millis, row: Row | None, item: Item | None) -> Why | None:
    """Why what somebody bought last at this moment is not recommended again; None where they may need it again."""
    if not consumable(row, item):
        return "owned"
    usual = (row.every if row else 0) * DAY
    return "too-soon" if now - bought < SOON * usual else None


def consumable(row: Row | None, item: Item | None) -> bool:
    """Whether it is used up: as the catalog says; where it says nothing, whether most of its buyers bought it again."""
    said = item.fields.get("consumable") if item else None
    return bool(said) if said is not None else row is not None and row.again >= CONSUMED
