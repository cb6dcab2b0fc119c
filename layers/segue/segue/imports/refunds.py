"""Bills of a table of order lines, and which order a refund takes its pieces off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from segue.times import Millis


@dataclass(frozen=True)
class Line:
    """A row of a bill; `kind` is empty for a product."""

    product: str
    name: str
    quantity: int
    price: Decimal
    kind: str = ""

    @property
    def amount(self) -> Decimal:
        """What it adds to the bill; less than nothing where it came back."""
        return self.price * self.quantity

    def said(self, quantity: int) -> dict[str, Any]:
        """So many pieces of it in the spec's words."""
        return {"product_id": self.product, "name": self.name, "quantity": quantity, "price": float(self.price)}


@dataclass(frozen=True)
class Bill:
    """An order, or a refund where `back`; `first` is its first row, `row` that row's number."""

    row: int
    number: str
    at: Millis
    back: bool
    lines: Sequence[Line]
    first: Mapping[str, Any]

    def said(self) -> dict[str, Any]:
        """The properties of the order: what was to be paid, what for, and the products that were delivered."""
        return {
            "order_id": self.number,
            "total": float(sum((one.amount for one in self.lines), Decimal(0))),
            "products": [one.said(one.quantity) for one in self.lines if not one.kind and one.quantity > 0],
            **{kind: float(abs(amount)) for kind in ("shipping", "discount") if (amount := self._of(kind))},
        }

    def _of(self, kind: str) -> Decimal:
        return sum((one.amount for one in self.lines if one.kind == kind), Decimal(0))


Pieces = dict[str, dict[str, int]]  # by order and product: how many have not come back
Parts = list[tuple[str, dict[str, Any]]]  # of a refund: the order, and what of it came back


def taken_off(bills: Sequence[Bill]) -> Iterator[tuple[Bill, Parts]]:
    """Each bill of a customer, oldest first, with what it takes off which order; an order takes off nothing."""
    left: Pieces = {}
    for bill in bills:
        if bill.back:
            yield bill, _parts(bill, left)
            continue
        kept = left.setdefault(bill.number, {})
        for one in bill.lines:
            kept[one.product] = kept.get(one.product, 0) + max(one.quantity, 0)
        yield bill, []


def _parts(bill: Bill, left: Pieces) -> Parts:
    """The refund by order. What is no product goes with the order that most was taken off, or with the last one."""
    parts: dict[str, list[tuple[Line, int]]] = {}
    goods = [one for one in bill.lines if not one.kind]
    for line, (order, quantity) in [(one, came) for one in goods for came in _spread(one, left, bill.number)]:
        parts.setdefault(order, []).append((line, quantity))
    rest = sum((-one.amount for one in bill.lines if one.kind), Decimal(0))
    sums = {order: sum((one.price * count for one, count in came), Decimal(0)) for order, came in parts.items()}
    most = max(sums, key=lambda order: sums[order], default=next(reversed(left), bill.number))
    sums[most] = sums.get(most, Decimal(0)) + rest
    return [(order, _said(amount, parts.get(order, []))) for order, amount in sums.items()]


def _said(amount: Decimal, came: Sequence[tuple[Line, int]]) -> dict[str, Any]:
    return {"total": float(amount), "products": [one.said(count) for one, count in came]}


def _spread(line: Line, left: Pieces, unknown: str) -> Iterator[tuple[str, int]]:
    """(order, pieces) of what came back; under the refund's own number what no order had."""
    missing = -line.quantity
    for order in reversed(left):
        taken = min(missing, left[order].get(line.product, 0))
        if taken > 0:
            left[order][line.product] -= taken
            missing -= taken
            yield order, taken
    if missing:
        yield unknown, missing
