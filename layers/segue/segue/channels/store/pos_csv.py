"""The point-of-sale format as CSV (RFC 4180, UTF-8): a row per line item, rows of one type and id are one record."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

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
MOST_NAMED = 10
Row = dict[str, str]


class Numbered(NamedTuple):
    """A row as it stands in the file: which one it is (the header is row 1), what it says, and what is wrong with it;
    then it says what can be read of it."""

    number: int
    raw: str
    row: Row
    wrong: str = ""

    @property
    def record(self) -> tuple[str, ...]:
        """What all rows of one record share."""
        own = self.row.get("id")
        return (self.row.get("type", ""), own) if own else (str(self.number),)


@dataclass(frozen=True)
class Alone:
    """A record in a CSV of its own, and which rows of the file it has. One of which a row is broken is as it came:
    without that row it would be another record."""

    body: bytes
    rows: tuple[int, ...]

    @property
    def place(self) -> str:
        """`row 7`, `rows 7, 9`; of many rows the first."""
        more = ", ..." if len(self.rows) > MOST_NAMED else ""
        return f"row{'s' if len(self.rows) > 1 else ''} {', '.join(map(str, self.rows[:MOST_NAMED]))}{more}"


def alone(body: bytes) -> list[Alone]:
    """Every record by itself, so that each can be understood alone. Raises Invalid (bad-csv, unknown-column)."""
    table = Table.of(body)
    grouped: dict[tuple[str, ...], list[Numbered]] = {}
    for line in table.lines():
        grouped.setdefault(line.record, []).append(line)
    return [Alone(_body(table, lines), tuple(one.number for one in lines)) for lines in grouped.values()]


def record(body: bytes) -> Payload:
    """The one record of a CSV in the shape of the JSON, its values as text; what several rows say is said by the
    first of them. Raises Invalid (bad-csv, unknown-column)."""
    lines = list(Table.of(body).lines())
    broken = next((one for one in lines if one.wrong), None)
    if broken:
        raise Invalid("bad-csv", broken.wrong)
    rows = [one.row for one in lines]
    said = {name: value for row in reversed(rows) for name, value in row.items()}
    items = [{LINE[name]: value for name, value in row.items() if name in LINE} for row in rows]
    known: dict[str, Any] = {name: said[name] for name in RECORD if name in said}
    customer = {name: said[name] for name in CUSTOMER if name in said}
    listed = [one for one in items if one]
    return {**known, **({"customer": customer} if customer else {}), **({"lines": listed} if listed else {})}


class Table(NamedTuple):
    """A file, taken apart. A header with semicolons alone is what spreadsheets write in much of Europe."""

    header: str
    rest: list[str]
    names: list[str]
    delimiter: str

    @classmethod
    def of(cls, body: bytes) -> "Table":
        """Raises Invalid (bad-csv, unknown-column)."""
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            raise Invalid("bad-csv", "the body is not UTF-8") from wrong
        header, *rest = list(io.StringIO(text, newline="")) or [""]
        delimiter = "," if "," in header else ";"
        try:
            return cls(
                header, rest, _columns(next(csv.reader([header], delimiter=delimiter, strict=True), [])), delimiter
            )
        except csv.Error as wrong:
            raise Invalid("bad-csv", f"row 1: {wrong}") from wrong

    def lines(self) -> Iterator[Numbered]:
        """The rows that are not empty. After a broken one it goes on with the next line of the file: a quote that is
        never closed takes no other row with it."""
        start, number = 0, 1
        while start < len(self.rest):
            number += 1
            line, taken = self._line(start, number)
            start += taken
            if line.row or line.wrong:
                yield line

    def _line(self, start: int, number: int) -> tuple[Numbered, int]:
        """A row, and of how many lines of the file."""
        following = (self.rest[place] for place in range(start, len(self.rest)))
        reader = csv.reader(following, delimiter=self.delimiter, strict=True)
        try:
            fields = next(reader)
        except csv.Error as wrong:
            return Numbered(
                number, self.rest[start], self._row(_readable(self.rest[start], self.delimiter)), str(wrong)
            ), 1
        raw, more = "".join(self.rest[start : start + reader.line_num]), len(fields) > len(self.names)
        wrong = "a row has more fields than the header" if more and any(one.strip() for one in fields) else ""
        return Numbered(number, raw, self._row(fields), wrong), reader.line_num

    def _row(self, fields: list[str]) -> Row:
        """Without its empty fields."""
        return {name: value.strip() for name, value in zip(self.names, fields, strict=False) if value.strip()}


def _body(table: Table, lines: list[Numbered]) -> bytes:
    if not any(one.wrong for one in lines):
        return write([one.row for one in lines])
    last = sorted(lines, key=lambda one: bool(one.wrong))  # a quote that is never closed takes no row with it here too
    return "".join(_ended(one) for one in (table.header, *(line.raw for line in last))).encode()


def _ended(raw: str) -> str:
    return raw if raw.endswith(("\n", "\r")) else f"{raw}\n"


def _readable(line: str, delimiter: str) -> list[str]:
    """What can be read of a broken row, so that the record that it belongs to is not taken for whole without it."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _columns(header: list[str]) -> list[str]:
    names = [one.strip().lower() for one in header]
    unknown = [one for one in names if one not in COLUMNS]
    if unknown or "type" not in names or len(set(names)) < len(names):
        raise Invalid("unknown-column", f"columns are each once, type among them, of {', '.join(COLUMNS)}"[:300])
    return names


def write(rows: list[Row]) -> bytes:
    """Rows as CSV: the columns that any of them has."""
    names = [one for one in COLUMNS if any(one in row for row in rows)]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, ["type", *(one for one in names if one != "type")], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
