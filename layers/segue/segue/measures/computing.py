"""Computing: a measure over relations that stand in DuckDB."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import duckdb
import sqlglot

from segue.archive.columns import EVENTS, PARTITIONS, PEOPLE
from segue.measures.moments import REMEMBERED, shape_of
from segue.measures.parsing import DIALECT
from segue.measures.pieces import apart

Rows = list[dict[str, Any]]
TYPES = {"string": "VARCHAR", "bigint": "BIGINT", "int": "INTEGER", "boolean": "BOOLEAN", "timestamp": "TIMESTAMP"}
OPENING = {"opens": "timestamp", "closes": "timestamp"}  # spans in which somebody answers, UTC
SHAPES: Mapping[str, Mapping[str, str]] = {
    "events": {**EVENTS, **dict.fromkeys(PARTITIONS, "string")},
    "people": PEOPLE,
    "opening": OPENING,
}


def connected() -> duckdb.DuckDBPyConnection:
    """A database in memory with the empty relations that measures read."""
    base = duckdb.connect()
    for name, shape in SHAPES.items():
        base.execute(f"CREATE TABLE {name} ({columns(shape)})")
    return base


def columns(shape: Mapping[str, str]) -> str:
    """Names and types as DuckDB has them."""
    return ", ".join(f'"{name}" {TYPES[kind]}' for name, kind in shape.items())


def answered(base: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    """The rows of a statement in Athena's dialect. Raises duckdb.Error."""
    found = base.execute(translated(sql))
    names = [one[0] for one in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def translated(sql: str) -> str:
    """Athena's dialect in DuckDB's."""
    parts, last = apart(sql)
    made = ", ".join(f"{name} AS ({_whole(text)})" for name, text in parts.items())
    return f"WITH {made} {_whole(last)}" if made else _whole(last)


def _whole(sql: str) -> str:
    shape = shape_of(sql)
    return shape.put_into(_translated(shape.sql))


@lru_cache(REMEMBERED)
def _translated(sql: str) -> str:
    (found,) = sqlglot.transpile(sql, read=DIALECT, write="duckdb")
    return found


def insert(base: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows to a relation; what they do not say is NULL."""
    names = list(SHAPES[name])
    marks = ", ".join("?" * len(names))
    if rows:
        base.executemany(f"INSERT INTO {name} VALUES ({marks})", [[row.get(one) for one in names] for row in rows])
