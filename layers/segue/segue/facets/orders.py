"""Orders: one order however many sources report it. Kept is the newest record of every source in it.

All parts are last-writer-wins maps of the last `MOST`, so that a part that comes back is whole. Lines of all but the
`WHOLE` newest records are brief (`segue.facets.lines`). How it is read stands in `segue.profile.purchases`.
"""

from typing import Any

from segue.events import Event
from segue.facets.lines import Line, brief, lines
from segue.facets.registers import Register, add_registers, latest, mark, text
from segue.money import currency, minor
from segue.times import Millis

VERSION = 4
MOST = 200  # orders times sources
WHOLE = 5  # records whose lines keep names, prices, pictures and links
RECORDS = ("Order Completed", "Order Updated")
HAPPENED = {"Order Cancelled": "cancelled", "Order Fulfilled": "fulfilled"}
LIST_PRICES = ("compare_at_price", "list_price", "original_price", "regular_price")
Orders = dict[str, dict[str, Register]]
# placed: {"order|source": [time, id, 0]} of the newest Order Completed; records: {"order|source": [time, id, total,
# currency, channel, coupon, discount, pieces, pieces at a promotion, lines]};
# refunds: {"order|refund": [time, id, cents, pieces, products where it names some, since version 4]};
# cancelled, fulfilled: {order: [time, id, 1]}


def of(event: Event) -> Orders:
    """What this event says of an order; {} of an event that is about none."""
    name, key = event.event or "", text(event.properties.get("order_id"))
    if not name.startswith("Order ") or not key:
        return {}
    if name in RECORDS:
        return _record(event, f"{key}|{event.source}")
    if name == "Order Refunded":
        said = event.properties
        refund = text(said.get("refund_id")) or f"{mark(event)[1]}"
        back = _lines(said)
        named = [sorted({line[0] for line in back})] if back else []
        return {"refunds": {f"{key}|{refund}": [*mark(event), total(said), _pieces(back), *named]}}
    return {HAPPENED[name]: {key: [*mark(event), 1]}} if name in HAPPENED else {}


def add(left: Orders, right: Orders) -> Orders:
    """Part by part, register by register."""
    both = {part: latest(add_registers(left.get(part, {}), right.get(part, {})), MOST) for part in {**left, **right}}
    return both | {"records": _shortened(both["records"])} if "records" in both else both


def total(said: dict[str, Any]) -> int:
    """What an event says an order, or a refund, is worth, in minor units."""
    amount = next((said[name] for name in ("total", "revenue", "value") if said.get(name) is not None), 0)
    return minor(amount, currency(said.get("currency")))


def placed_times(value: Orders) -> list[Millis]:
    """When orders were placed, in milliseconds, in any order; cancelled ones count: they were orders."""
    return list(placed(value).values())


def placed(value: Orders) -> dict[str, Millis]:
    """{order: when}: its earliest completion of any source; where none told of that, its earliest record."""
    completed = _earliest(value.get("placed", {}))
    return {**_earliest(value.get("records", {})), **completed}


def _earliest(registers: dict[str, Register]) -> dict[str, Millis]:
    times: dict[str, Millis] = {}
    for key, register in registers.items():
        order = key.rpartition("|")[0]
        if order not in times or register[0] < times[order]:
            times[order] = register[0]
    return times


def _record(event: Event, key: str) -> Orders:
    said = event.properties
    code, bought = currency(said.get("currency")), _lines(said)
    coupon, discount = text(said.get("coupon")), minor(said.get("discount"), code)
    pieces = _pieces(bought)
    promoted = pieces if coupon or discount > 0 else _promoted(said)
    record = [*mark(event), total(said), code, event.channel, coupon, discount, pieces, min(promoted, pieces), bought]
    placing = {"placed": {key: [*mark(event), 0]}} if event.event == "Order Completed" else {}
    return {"records": {key: record}, **placing}


def _lines(said: dict[str, Any]) -> list[Line]:
    products = said.get("products")
    return lines(products if isinstance(products, list) else [], currency(said.get("currency")))


def _pieces(bought: list[Line]) -> int:
    return sum(line[1] for line in bought)


def _promoted(said: dict[str, Any]) -> int:
    """Pieces that were sold below their list price, or with a coupon or discount of their own."""
    code, products = currency(said.get("currency")), said.get("products")
    rows = [one for one in products if isinstance(one, dict)] if isinstance(products, list) else []
    return _pieces(lines([one for one in rows if _reduced(one, code)], code))


def _reduced(product: dict[str, Any], code: str) -> bool:
    price = minor(product.get("price"), code)
    listed = max(minor(product.get(name), code) for name in LIST_PRICES)
    return listed > price or bool(product.get("coupon")) or minor(product.get("discount"), code) > 0


def _shortened(records: dict[str, Register]) -> dict[str, Register]:
    ranked = sorted(records, key=lambda key: (records[key][:2], key))
    older = {key: [*records[key][:-1], [brief(line) for line in records[key][-1]]] for key in ranked[:-WHOLE]}
    return {**records, **older}
