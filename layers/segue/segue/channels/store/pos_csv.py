"""The point-of-sale format as CSV (RFC 4180, UTF-8): a row per line item, rows of one type and id are one record."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from segue.channels.payloads import Payload
from segue.errors import Invalid

LINE = {
    "product_id": "product_id",
    "quantity": "quantity",
    "price": "price",
    "list_price": "list_price",
    "sku": "sku",
    "variant": "variant",
    "product_name": "name",
    "category": "category",
    "brand": "brand",
}
CUSTOMER = ("user_id", "customer_id", "email", "phone", "loyalty_id", "first_name", "last_name")
RECORD = (
    "type",
    "id",
    "time",
    "store",
    "register",
    "total",
    "currency",
    "tax",
    "discount",
    "coupon",
    "payment_fingerprint",
    "sale",
    "reason",
    "points",
    "balance",
)
COLUMNS = (*RECORD, *CUSTOMER, *LINE)
Row = dict[str, str]


def bodies(body: bytes) -> list[bytes]:
    """A CSV of its own for every record, so that each can be understood alone. Raises Invalid (bad-csv,
    unknown-column)."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for place, row in enumerate(_rows(body)):
        key = (row.get("type", ""), row["id"]) if row.get("id") else (str(place),)
        grouped.setdefault(key, []).append(row)
    return [write(rows) for rows in grouped.values()]


def record(body: bytes) -> Payload:
    """The one record of a CSV in the shape of the JSON, its values as text; what several rows say is said by the
    first of them. Raises Invalid (bad-csv, unknown-column)."""
    rows = list(_rows(body))
    said = {name: value for row in reversed(rows) for name, value in row.items()}
    lines = [{LINE[name]: value for name, value in row.items() if name in LINE} for row in rows]
    known: dict[str, Any] = {name: said[name] for name in RECORD if name in said}
    customer = {name: said[name] for name in CUSTOMER if name in said}
    listed = [one for one in lines if one]
    return {**known, **({"customer": customer} if customer else {}), **({"lines": listed} if listed else {})}


def _rows(body: bytes) -> Iterator[Row]:
    """Rows without their empty fields. A header with semicolons alone is what spreadsheets write in much of Europe."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Invalid("bad-csv", "the body is not UTF-8") from wrong
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="," if "," in header else ";", strict=True)
    try:
        names = _columns(next(reader, []))
        yield from (_row(names, fields) for fields in reader if any(one.strip() for one in fields))
    except csv.Error as wrong:
        raise Invalid("bad-csv", str(wrong)) from wrong


def _columns(header: list[str]) -> list[str]:
    names = [one.strip().lower() for one in header]
    unknown = [one for one in names if one not in COLUMNS]
    if unknown or "type" not in names or len(set(names)) < len(names):
        raise Invalid("unknown-column", f"columns are each once, type among them, of {', '.join(COLUMNS)}"[:300])
    return names


def _row(names: list[str], fields: list[str]) -> Row:
    if len(fields) > len(names):
        raise Invalid("bad-csv", "a row has more fields than the header")
    return {name: value.strip() for name, value in zip(names, fields, strict=False) if value.strip()}


def write(rows: list[Row]) -> bytes:
    """Rows as CSV: the columns that any of them has."""
    names = [one for one in COLUMNS if any(one in row for row in rows)]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, ["type", *(one for one in names if one != "type")], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
