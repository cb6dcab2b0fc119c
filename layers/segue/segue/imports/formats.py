"""Formats: how a file is read, and how what is read is understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid
from segue.imports.archives import replayed
from segue.imports.endpoints import endpoint
from segue.imports.orders import compile_orders
from segue.imports.parts import Found, Origin, Part, Understand
from segue.imports.rows import Rows, compile_rows
from segue.values import loads

LINES, TABLE = "lines", "table"
ONLINE_RETAIL = {
    "order": "Invoice",
    "time": "InvoiceDate",
    "time_zone": "Europe/London",
    "who": {"user_id": "Customer ID"},
    "product": {"product_id": "StockCode", "name": "Description", "quantity": "Quantity", "price": "Price"},
    "currency": "GBP",
    "refund": "C.+",
    "kinds": {
        "shipping": "POST|DOT|C2",
        "discount": "D",
        "other": "M|S",
        "ignored": "ADJUST.*|BANK CHARGES|AMAZONFEE|B|CRUK|TEST.*",
    },
}
PRESETS: dict[str, Mapping[str, Any]] = {"orders-csv": {"orders": ONLINE_RETAIL}}


@dataclass(frozen=True)
class Plan:
    """`reader` is LINES or TABLE; rows that agree in the columns of `together` are read as one piece, which may be cut
    between two values of the column `order`."""

    reader: str
    understand: Understand
    together: tuple[str, ...] = ()
    order: str = ""


def plan_of(form: str, mapping: Any) -> Plan:
    """What to do with files of a format; `mapping` is a mapping or the name of a preset. Raises Invalid."""
    if form not in FORMATS:
        raise Invalid("bad-format", f"a format is one of {', '.join(FORMATS)}")
    return FORMATS[form](_spec(mapping))


def _spec(mapping: Any) -> Mapping[str, Any]:
    found = PRESETS.get(mapping) if isinstance(mapping, str) and mapping else mapping
    if found is not None and not isinstance(found, str | Mapping):
        raise Invalid("bad-mapping", "a mapping gives fields their columns")
    if isinstance(mapping, str) and mapping and found is None:
        raise Invalid(
            "bad-mapping",
            f"a preset is one of {', '.join(PRESETS)}, not {mapping[:64]!r}; a mapping of your own is a .yaml file",
        )
    return found if isinstance(found, Mapping) else {}


def _table(spec: Mapping[str, Any]) -> Plan:
    if "orders" in spec:
        orders = compile_orders(spec["orders"])
        return Plan(TABLE, orders, orders.together, orders.order)
    return Plan(TABLE, compile_rows(spec))


def _lines(spec: Mapping[str, Any]) -> Plan:
    if "orders" in spec:
        raise Invalid("bad-mapping", "order lines are read out of csv or parquet")
    return Plan(LINES, _objects(compile_rows(spec)))


def _objects(rows: Rows) -> Understand:
    def understand(found: Found, origin: Origin) -> list[Part]:
        row = loads(found.value)
        if not isinstance(row, dict):
            raise Invalid("bad-row", "a line is a JSON object")
        return list(rows(found._replace(value=row), origin))

    return understand


FORMATS: dict[str, Callable[[Mapping[str, Any]], Plan]] = {
    "csv": _table,
    "parquet": _table,
    "ndjson": _lines,
    "segment": lambda _: Plan(LINES, replayed),
    "pinpoint-endpoints": lambda _: Plan(LINES, endpoint),
}
