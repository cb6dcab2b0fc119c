"""Products and content in files: CSV as a spreadsheet writes it, or JSON as the API takes it.

In CSV a price is written as people write it, `19.99`, a list has `|` between its entries, an empty cell says nothing,
and a row with `variant` is one form of the product of its `id`. docs/catalog.md has an example.
"""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from segue.money import currency, minor

FEATURE = "feature:"
TRUE, FALSE = ("yes", "true", "1"), ("no", "false", "0")


class Wrong(ValueError):
    """A cell, a row or a file that cannot be read; the text says why."""


@dataclass
class Row:
    """What is put, and the lines of the file that it comes from; `problem` where it cannot be put."""

    id: str
    lines: list[int]
    said: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def rows_of(file: Path, content: bool) -> list[Row]:
    """The items of a file. Raises Wrong where none of it can be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return _from_json(text) if file.suffix.lower() == ".json" else _from_csv(text, content)
    except csv.Error as wrong:
        raise Wrong(f"this is no CSV: {wrong}") from None
    except UnicodeDecodeError:
        raise Wrong(f"{file.name} is no text in UTF-8") from None


def _from_json(text: str) -> list[Row]:
    try:
        read = json.loads(text)
    except ValueError as wrong:
        raise Wrong(f"this is no JSON: {wrong}") from None
    listed = read.get("items") if isinstance(read, dict) else read
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Wrong('JSON is a list of items, or {"items": [...]}')
    return [Row(str(one.get("id", "")), [place], one) for place, one in enumerate(listed, 1)]


def _from_csv(text: str, content: bool) -> list[Row]:
    reader = csv.DictReader(StringIO(text, newline=""), strict=True, restkey="")
    columns = CONTENT if content else PRODUCT
    unknown = [name for name in reader.fieldnames or () if name not in columns and not _feature(name, content)]
    if unknown or "id" not in (reader.fieldnames or ()):
        raise Wrong(f"unknown columns: {', '.join(unknown)}" if unknown else "there is no column `id`")
    found: dict[str, Row] = {}
    for cells in reader:
        _add(found, cells, reader.line_num, columns)
    return list(found.values())


def _add(found: dict[str, Row], cells: dict[str, str], line: int, columns: "Columns") -> None:
    """A row of the file: an item, or one more form of a product. Rows without an id are each one of their own."""
    identity = (cells.get("id") or "").strip()
    row = found.setdefault(identity or f"line {line}", Row(identity, []))
    row.lines.append(line)
    try:
        _say(row.said, cells, columns)
    except Wrong as wrong:
        row.problem = row.problem or f"line {line}: {wrong}"


def _say(said: dict[str, Any], cells: dict[str, str], columns: "Columns") -> None:
    given = {name: text.strip() for name, text in cells.items() if isinstance(text, str) and text.strip()}
    if cells.get(""):
        raise Wrong("more cells than columns")
    if not given.get("id"):
        raise Wrong("no `id`")
    form = given.pop("variant", "")
    code = given.get("currency") or said.get("currency", "")
    values = {name: _value(name, text, columns[name], code) for name, text in given.items() if name in columns}
    features = {name.removeprefix(FEATURE): text for name, text in given.items() if name.startswith(FEATURE)}
    own = {name: values.pop(name) for name in OF_VARIANT if form and name in values}
    if form and "variant_title" in values:
        own["title"] = values.pop("variant_title")
    said |= values
    said |= {"features": {**said.get("features", {}), **features}} if features else {}
    said |= {"variants": {**said.get("variants", {}), form: own}} if form else {}


def _value(name: str, text: str, read: "Reading", code: str) -> Any:
    try:
        return read(text, code)
    except ValueError as wrong:
        raise Wrong(f"{name}: {wrong}") from None


def _feature(name: str, content: bool) -> bool:
    return not content and name.startswith(FEATURE) and len(name) > len(FEATURE)


def _text(text: str, _: str) -> str:
    return text


def _list(text: str, _: str) -> list[str]:
    return [one.strip() for one in text.split("|") if one.strip()]


def _number(text: str, _: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Wrong(f"{text!r} is no whole number") from None


def _truth(text: str, _: str) -> bool:
    if text.lower() not in (*TRUE, *FALSE):
        raise Wrong(f"{text!r} is neither yes nor no")
    return text.lower() in TRUE


def _price(text: str, code: str) -> int:
    if not currency(code):
        raise Wrong("a price needs a `currency`, three letters such as EUR")
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        raise Wrong(f"{text!r} is no price such as 19.99")
    cents = minor(text, code)
    if minor(Decimal(text) * 1000, code) != cents * 1000:
        raise Wrong(f"{code} has no parts as small as in {text}")
    return cents


Reading = Callable[[str, str], Any]
Columns = dict[str, Reading]
OF_VARIANT = ("sku", "price", "compare_at", "stock", "available")
PRODUCT: Columns = {
    **dict.fromkeys(("id", "title", "brand", "url", "picture", "sku", "currency", "variant", "variant_title"), _text),
    **dict.fromkeys(("categories", "accessories"), _list),
    **dict.fromkeys(("price", "compare_at"), _price),
    **dict.fromkeys(("stock", "pack_size"), _number),
    **dict.fromkeys(("available", "listed", "consumable", "gone"), _truth),
}
CONTENT: Columns = {
    **dict.fromkeys(("id", "title", "url", "picture", "locale"), _text),
    **dict.fromkeys(("topics", "products"), _list),
    "gone": _truth,
}


def batches(rows: Iterable[Row], most: int) -> list[list[Row]]:
    """Rows by so many."""
    listed = list(rows)
    return [listed[start : start + most] for start in range(0, len(listed), most)]
