"""Orders: a table of order lines, several rows an order, as shops and tills export them.

All rows of a customer are read together, since a refund of such a table has a number of its own and does not name the
order: each piece that came back is taken off the newest earlier order of the customer that has it. What no order of
the file has (it was bought before) is a refund of an order that nobody knows. Rows of a "guest" are cut into pieces
of whole orders: there a refund finds an order of its own piece alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from segue.channels.drafts import stated_id
from segue.errors import Invalid
from segue.events import Event
from segue.imports.columns import Clock, Names, Row, clock_of, column, names, plain, who
from segue.imports.parts import Found, Left, Origin, Part, Rejection, understood
from segue.imports.refunds import Bill, Line, taken_off
from segue.money import currency
from segue.regular import pattern
from segue.times import Millis

NEEDED = ("product_id", "quantity", "price")
GOODS, IGNORED = "", "ignored"
KINDS = ("shipping", "discount", "other", IGNORED)  # what a line may be that is no product
LARGEST = 10**12  # of a quantity or a price: beyond it is a slip, or somebody who wants the sums to take for ever
KNOWN = ("order", "time", "time_format", "time_zone", "currency", "who", "product", "refund", "kinds")
NAMELESS = (("no-order", "it names no order"), ("no-customer", "it names no customer"))
NUMBER = "__row"  # the column of a row's number


@dataclass(frozen=True)
class Orders:
    """`refund` is a pattern of numbers that are refunds; `kinds` are patterns of product ids that are none."""

    order: str
    clock: Clock
    who: Names
    product: Names
    currency: str
    refund: Callable[[str], bool] | None = None
    kinds: tuple[tuple[str, Callable[[str], bool]], ...] = ()
    channel: str = "commerce"

    def __call__(self, found: Found, origin: Origin) -> Iterator[Part]:
        """The orders and refunds of one customer, and what of them was not understood."""
        bills: list[Bill] = []
        rows = sorted(found.value, key=lambda row: str(row.get(self.order)))
        for _, lines in groupby(rows, key=lambda row: str(row.get(self.order))):
            made = self._bill(list(lines))
            yield from () if isinstance(made, Bill) else (made,)
            bills += [made] if isinstance(made, Bill) else []
        for bill, refunds in taken_off(sorted(bills, key=lambda one: (one.at, one.back, one.number))):
            piece = Found(bill.row, (bill, refunds), 0)
            yield from understood(piece, origin, self._events)

    @property
    def together(self) -> tuple[str, ...]:
        """The columns by which rows are read together."""
        return tuple(self.who.values())

    def _bill(self, rows: Sequence[Row]) -> Bill | Rejection | Left:
        first = int(rows[0][NUMBER])
        try:
            number = str(plain(rows[0].get(self.order)) or "")
            lines = [line for row in rows if (line := self._line(row)).kind != IGNORED]
            if not number or not any(who(rows[0], self.who).values()):
                raise Invalid(*NAMELESS[bool(number)])
            back = bool(self.refund and self.refund(number))
            at = min(self.clock.at(row) for row in rows)
        except Invalid as wrong:
            return Rejection(first, wrong.reason, wrong.detail)
        return Bill(first, number, at, back, lines, rows[0]) if lines else Left(first, "nothing-bought")

    def _line(self, row: Row) -> Line:
        key = str(plain(row.get(self.product["product_id"])) or "")
        kind = next((kind for kind, known in self.kinds if known(key)), GOODS)
        name = plain(row.get(self.product.get("name", ""))) or key
        quantity, price = (_number(row, self.product[one]) for one in ("quantity", "price"))
        if quantity != int(quantity):
            raise Invalid("bad-number", f"a quantity is whole: {str(quantity)[:40]}")
        return Line(key, str(name), int(quantity), price, kind)

    def _events(self, found: Found, origin: Origin) -> Iterator[Part]:
        bill, refunds = found.value
        if not bill.back:
            yield self._event(bill, "Order Completed", bill.said(), origin)
        for order, part in refunds:
            yield self._event(bill, "Order Refunded", {**part, "order_id": order, "refund_id": bill.number}, origin)

    def _event(self, bill: Bill, name: str, said: Mapping[str, Any], origin: Origin) -> Event:
        at: Millis = bill.at
        event = Event(
            type="track",
            event=name,
            message_id=stated_id(origin.source, name, bill.number, str(said["order_id"])),
            timestamp=at,
            original_timestamp=at,
            received_at=0,
            channel=self.channel,
            properties={**said, "currency": self.currency},
            **who(bill.first, self.who),
        )
        return origin.marked(event)


def compile_orders(spec: Any) -> Orders:
    """The `orders` of a mapping. Raises Invalid("bad-mapping")."""
    if not isinstance(spec, Mapping):
        raise Invalid("bad-mapping", "`orders` is a mapping")
    unknown = sorted(map(str, set(spec) - set(KNOWN)))
    if unknown:
        raise Invalid("bad-mapping", f"{', '.join(unknown)}: `orders` has {', '.join(KNOWN)}")
    product, code, given = names(spec, "product"), currency(spec.get("currency")), names(spec, "kinds")
    if not all(product.get(one) for one in NEEDED) or not code or not names(spec, "who"):
        raise Invalid("bad-mapping", f"`orders` has `currency`, `who`, and `product` with {', '.join(NEEDED)}")
    if set(given) - set(KINDS):
        raise Invalid("bad-mapping", f"a kind of line is one of {', '.join(KINDS)}")
    return Orders(
        order=column(spec, "order"),
        clock=clock_of(spec),
        who=names(spec, "who"),
        product=product,
        currency=code,
        refund=_pattern(spec["refund"]) if spec.get("refund") else None,
        kinds=tuple((kind, _pattern(one)) for kind, one in given.items()),
    )


def _pattern(given: Any) -> Callable[[str], bool]:
    return pattern(str(given), "bad-mapping", re.IGNORECASE)


def _number(row: Row, name: str) -> Decimal:
    try:
        found = Decimal(str(plain(row.get(name))))
    except InvalidOperation as wrong:
        raise Invalid("bad-number", f"{name} is no number: {str(row.get(name))[:40]!r}") from wrong
    if not found.is_finite() or abs(found) > LARGEST:
        raise Invalid("bad-number", f"{name} is no number: {str(row.get(name))[:40]!r}")
    return found
