"""Reading: the pieces of a file on disk, from any piece on, in an order that is the same every time."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

import duckdb

from segue.errors import Invalid
from segue.imports.formats import LINES, Plan
from segue.imports.orders import NUMBER
from segue.imports.parts import Found, Rejection

ROWS = 500  # taken out of DuckDB at a time
TOGETHER = 20  # pieces of many rows, the same
MOST_ROWS = 10_000  # of a piece
MEMORY = "1500MB"  # half of what the function has; DuckDB spills the rest to the disk
LONGEST_LINE = 4_000_000  # bytes, unpacked: no line can ask for more memory than that
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
READERS = {
    "parquet": "read_parquet(?)",
    "csv": "read_csv(?, all_varchar = true, header = true, store_rejects = true, compression = '{packing}')",
}


@dataclass(frozen=True)
class Opened:
    """A file that is being read: its pieces, and how many bytes or rows there are in all. The pieces raise
    Invalid("unreadable")."""

    total: int
    pieces: Iterator[Found]


def opened(file: Path, form: str, plan: Plan) -> Opened:
    """A file's pieces from the first on. Raises Invalid("unreadable")."""
    if plan.reader == LINES:
        return Opened(file.stat().st_size, _lines(file))
    with _readable():
        found = _table(file, form, plan)
    return replace(found, pieces=_kept(found.pieces))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as wrong:
        raise Invalid("unreadable", str(wrong).partition("\n")[0][:300]) from wrong


def _kept(pieces: Iterator[Found]) -> Iterator[Found]:
    with _readable():
        yield from pieces


def _packing(file: Path) -> str:
    """How a file is packed, as it says itself: an upload has no name."""
    with file.open("rb") as raw:
        begins = raw.read(len(ZSTD))
    return "gzip" if begins.startswith(GZIP) else "zstd" if begins == ZSTD else "none"


def _lines(file: Path) -> Iterator[Found]:
    """Lines that hold something; `done` counts the bytes of the file as it lies there, packed or not."""
    packed = _packing(file) == "gzip"
    with file.open("rb") as raw:
        try:
            yield from _numbered(raw, gzip.GzipFile(fileobj=raw) if packed else raw)
        except (gzip.BadGzipFile, EOFError, zlib.error) as wrong:
            raise Invalid("unreadable", "the compressed file is damaged or ends too early") from wrong


def _numbered(raw: IO[bytes], lines: Any) -> Iterator[Found]:
    for row, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), b""), 1):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            _skip(lines)
            yield Found(row, Rejection(row, "too-long", f"a line has at most {LONGEST_LINE} bytes"), raw.tell())
        elif line.strip():
            yield Found(row, line.strip(), raw.tell())


def _skip(lines: Any) -> None:
    """The rest of a line."""
    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _table(file: Path, form: str, plan: Plan) -> Opened:
    base = duckdb.connect(config={"temp_directory": str(file.parent / "spilled"), "memory_limit": MEMORY})
    numbered = f"SELECT *, row_number() OVER () AS {NUMBER} FROM {READERS[form].format(packing=_packing(file))}"
    base.execute(f"CREATE TEMP TABLE read AS {numbered}", [str(file)])
    columns = [str(name) for name, *_ in base.execute("DESCRIBE read").fetchall()]
    lacking = sorted({*plan.together, *([plan.order] if plan.together else [])} - set(columns))
    if lacking:
        raise Invalid("unreadable", f"the file has no column {', '.join(lacking)}")
    (total,) = base.execute("SELECT count(*) FROM read").fetchone() or (0,)
    rows = _grouped(base, plan) if plan.together else _rows(base, columns)
    return Opened(total, chain(rows, _rejected(base, total) if form == "csv" else ()))


def _rows(base: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> Iterator[Found]:
    answer = base.execute(f"SELECT * FROM read ORDER BY {NUMBER}")
    while some := answer.fetchmany(ROWS):
        yield from (Found(one[-1], dict(zip(columns, one, strict=True)), one[-1]) for one in some)


def _grouped(base: duckdb.DuckDBPyConnection, plan: Plan) -> Iterator[Found]:
    """All rows of a customer as one piece; a row that names nobody is one by itself.

    Who has more than `MOST_ROWS` (a till's "guest") is cut into pieces of whole orders, in the order of the file; an
    order of more is rejected, and never in memory.
    """
    answer = base.execute(_pieces(plan), [MOST_ROWS] * 4)
    while some := answer.fetchmany(TOGETHER):
        yield from (Found(first, rows or _long(first), int(done)) for first, rows, done in some)


def _pieces(plan: Plan) -> str:
    """SQL of rows (first row, rows of the piece or null where the order is too long, rows so far)."""
    says = (f"nullif(trim(CAST({_quoted(one)} AS VARCHAR)), '')" for one in plan.together)
    named = (
        f"SELECT {NUMBER} AS number, coalesce({', '.join(says)}, '#' || {NUMBER}) AS who,"
        f" coalesce(CAST({_quoted(plan.order)} AS VARCHAR), '') AS bill FROM read"
    )
    bills = f"SELECT who, bill, min(number) AS first, count(*) AS many FROM ({named}) GROUP BY who, bill"
    cut = (
        "SELECT who, bill, many > ? AS long, CASE WHEN many > ? THEN -first ELSE"
        " CAST(sum(many) FILTER (many <= ?) OVER (PARTITION BY who ORDER BY first) - many AS BIGINT) // ? END AS piece"
        f" FROM ({bills})"
    )
    pieces = (
        f"SELECT min({NUMBER}) AS first, count(*) AS many,"
        f" list(read ORDER BY {NUMBER}) FILTER (NOT long) AS rows"
        f" FROM read JOIN ({named}) AS named ON read.{NUMBER} = named.number JOIN ({cut}) USING (who, bill)"
        " GROUP BY who, piece"
    )
    return f"SELECT first, rows, sum(many) OVER (ORDER BY first) FROM ({pieces}) ORDER BY first"


def _long(first: int) -> Rejection:
    return Rejection(first, "too-long", f"an order has at most {MOST_ROWS} lines")


def _rejected(base: duckdb.DuckDBPyConnection, total: int) -> Iterator[Found]:
    """Lines of a CSV file that are no row of it; a line's number counts the header's."""
    answer = base.execute("SELECT line, any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line")
    while some := answer.fetchmany(ROWS):
        for line, said in some:
            yield Found(line - 1, Rejection(line - 1, "bad-line", str(said).partition("\n")[0][:200]), total)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
