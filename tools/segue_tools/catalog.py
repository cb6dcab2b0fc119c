"""`segue catalog put FILE`: products and content out of a file."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from segue_tools import sessions
from segue_tools.bar import Bar
from segue_tools.catalog_files import Row, Wrong, batches, rows_of
from segue_tools.commands import command
from segue_tools.progress import say

AT_ONCE = 200
Put = Callable[[str, Any], Any]


def commands(top: Any) -> None:
    """`catalog` and what belongs to it."""
    inner = command(top, "catalog", "products and content").add_subparsers(required=True)
    one = command(inner, "put", "products out of a CSV or JSON file")
    one.set_defaults(act=put)
    one.add_argument("file", type=Path, help="docs/catalog.md says what may stand in it")
    one.add_argument("--content", action="store_true", help="the file has content, no products")


def put(said: argparse.Namespace) -> None:
    """Puts a file; lists what was refused, and ends with 1 where anything was."""
    if not said.file.is_file():
        sys.exit(f"There is no file {said.file}.")
    try:
        rows = rows_of(said.file, said.content)
    except (OSError, Wrong) as wrong:
        sys.exit(f"{said.file}: {wrong}")
    refused = put_rows(rows, "/v1/content" if said.content else "/v1/products", sessions.current().door.put)
    for line in refused:
        say(line)
    say(f"{len(rows) - len(refused)} put, {len(refused)} refused.")
    if refused:
        sys.exit(1)


def put_rows(rows: list[Row], path: str, send: Put) -> list[str]:
    """Puts what can be put, two hundred at a time; answers a line for each that was refused."""
    refused = [f"{one.id or 'no id'}: {one.problem}" for one in rows if one.problem]
    parts, bar = batches((one for one in rows if not one.problem), AT_ONCE), Bar()
    for done, part in enumerate(parts, 1):
        refused += _refused(part, send(path, {"items": [one.said for one in part]}))
        bar.show(done / len(parts), f"{sum(map(len, parts[:done]))} of {sum(map(len, parts))}")
    bar.finish()
    return refused


def _refused(part: list[Row], answer: Any) -> Iterator[str]:
    for one in answer["refused"]:
        row = part[one["place"]]
        where = ", ".join(map(str, row.lines))
        wrong = "; ".join(": ".join(filter(None, (each["at"], each["message"]))) for each in one["errors"])
        yield f"{row.id or 'no id'}: line {where}: {wrong}"
