"""What the night writes into the archive: one file a partition, and who is one person."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import msgspec

from segue.archive.columns import EVENTS, PEOPLE
from segue.measures.computing import TYPES, columns
from segue.measures.local import ALL, Limits, database, once, read_fresh, read_parts
from segue.measures.peopling import Row

PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def compact(parts: Sequence[Path], fresh: Sequence[Path], into: Path, limits: Limits) -> None:
    """One partition's rows, each once, as one file by who and time. Raises duckdb.Error."""
    base = database(limits)
    base.execute(f"CREATE TABLE empty ({columns(ALL)})")
    read = [*([read_fresh(fresh)] if fresh else []), *([read_parts(parts)] if parts else [])]
    rows = " UNION ALL BY NAME ".join(["SELECT * FROM empty", *read])
    named = ", ".join(f'"{name}"' for name in EVENTS)
    base.execute(f"COPY (SELECT {named} FROM ({once(rows)}) ORDER BY who, time, id) TO '{into}' {PARQUET}")


def is_readable(fresh: Path, limits: Limits) -> bool:
    """Whether new rows are what they are called: lines of the columns, in gzip."""
    base = database(limits)
    try:
        base.execute(f"CREATE TABLE told AS {read_fresh([fresh])}")
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException):
        return False
    return True


def write_people(rows: Iterable[Row], into: Path, limits: Limits) -> None:
    """The relation `people` as one file."""
    lines = into.with_suffix(".json")
    with lines.open("wb") as said:
        said.writelines(msgspec.json.encode(one) + b"\n" for one in rows)
    shape = ", ".join(f"'{name}': '{TYPES[kind]}'" for name, kind in PEOPLE.items())
    read = f"SELECT * FROM read_json('{lines}', format = 'newline_delimited', columns = {{{shape}}})"
    database(limits).execute(f"COPY ({read} ORDER BY who) TO '{into}' {PARQUET}")
    lines.unlink()
