"""The archive in DuckDB: files on our own disk as the relations that measures read. Nothing is fetched by it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from segue.archive.columns import EVENTS, PARTITIONS, PEOPLE
from segue.measures.computing import OPENING, TYPES, columns

ALL = {**EVENTS, **dict.fromkeys(PARTITIONS, "string")}
HIVE = "hive_partitioning = true, hive_types = {'date': VARCHAR, 'kind': VARCHAR}"
Spans = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Limits:
    """What DuckDB may take; what does not fit into memory is spilled into a folder."""

    memory: str
    threads: int
    folder: Path


@dataclass(frozen=True)
class Files:
    """`parts` and `fresh`: compacted and new rows, each below folders `date=.../kind=...`; `beside`: the parts of the
    partitions that have new rows."""

    parts: Sequence[Path]
    fresh: Sequence[Path] = ()
    beside: Sequence[Path] = ()
    people: Path | None = None


def database(limits: Limits) -> duckdb.DuckDBPyConnection:
    """An empty one that keeps to its limits and asks nobody for more of itself."""
    limits.folder.mkdir(parents=True, exist_ok=True)
    base = duckdb.connect()
    base.execute(f"SET memory_limit = '{limits.memory}'; SET threads = {limits.threads}")
    base.execute(f"SET temp_directory = '{limits.folder}'; SET preserve_insertion_order = false")
    base.execute("SET autoinstall_known_extensions = false; SET parquet_metadata_cache = true")
    return base


def opened(files: Files, spans: Spans, limits: Limits) -> duckdb.DuckDBPyConnection:
    """`events`, `people` and `opening` (spans in ms) out of files. Raises duckdb.Error."""
    base = database(limits)
    named = ", ".join(f'"{name}"' for name in ALL)
    base.execute(f"CREATE TABLE fresh ({columns(ALL)})")
    if files.fresh:
        base.execute(f"INSERT INTO fresh SELECT {named} FROM ({_fresh(files)})")
    parts = f" UNION ALL BY NAME {read_parts(files.parts)}" if files.parts else ""
    base.execute(f"CREATE VIEW events AS SELECT {named} FROM (SELECT * FROM fresh{parts})")
    base.execute(f"CREATE TABLE people ({columns(PEOPLE)})")
    if files.people is not None:
        base.execute(f"INSERT INTO people BY NAME SELECT * FROM read_parquet('{files.people}')")
    base.execute(f"CREATE TABLE opening ({columns(OPENING)})")
    if known := list(spans):
        made = "make_timestamp(unnest(?::BIGINT[]) * 1000)"
        base.execute(f"INSERT INTO opening SELECT {made}, {made}", [list(ends) for ends in zip(*known, strict=True)])
    return base


def read_parts(paths: Sequence[Path]) -> str:
    """A SELECT of compacted rows; files that were written before a column came lack it."""
    return f"SELECT * FROM read_parquet({_listed(paths)}, union_by_name = true, {HIVE})"


def read_fresh(paths: Sequence[Path]) -> str:
    """A SELECT of new rows, each once by partition and id."""
    shape = ", ".join(f"'{name}': '{TYPES[kind]}'" for name, kind in EVENTS.items())
    rows = f"SELECT * FROM read_json({_listed(paths)}, format = 'newline_delimited', columns = {{{shape}}}, {HIVE})"
    return once(rows)


def once(rows: str) -> str:
    """Each row once: of those with one id that which came first."""
    numbered = f"SELECT *, row_number() OVER (PARTITION BY date, kind, id ORDER BY received) AS told FROM ({rows})"
    return f"SELECT * EXCLUDE (told) FROM ({numbered}) WHERE told = 1"


def _fresh(files: Files) -> str:
    """New rows that stand in no part."""
    rows = read_fresh(files.fresh)
    if not files.beside:
        return rows
    same = "p.id = n.id AND p.date = n.date AND p.kind = n.kind"
    return (
        f"SELECT * FROM ({rows}) AS n WHERE NOT EXISTS (SELECT 1 FROM ({read_parts(files.beside)}) AS p WHERE {same})"
    )


def _listed(paths: Sequence[Path]) -> str:
    return "[" + ", ".join(f"'{one}'" for one in paths) + "]"
