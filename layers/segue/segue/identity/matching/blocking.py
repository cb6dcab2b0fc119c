"""Blocking: the pairs that are worth a look, out of all people, as a join in DuckDB.

Two records meet where they share one of the keys below. A key that more than `MOST_IN_BLOCK` share says nothing about
who they are and is left out, which also bounds the number of pairs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from tempfile import gettempdir

import duckdb

from segue.identity.matching.records import Record
from segue.keys import PersonId

MOST_IN_BLOCK = 60
ROWS = 10_000  # fetched at a time
SETTINGS = {"threads": 2, "memory_limit": "1GB", "temp_directory": gettempdir()}
COLUMNS = tuple(one.name for one in fields(Record))
# Every expression is null where it lacks a part. Swapped names and swapped lines of an address meet too.
KEYS = (
    "birth",
    "phone",
    "split_part(email, '@', 1)",
    "left(least(given, family), 4) || '/' || left(greatest(given, family), 4)",
    "given || '/' || left(birth, 4)",
    "family || '/' || left(birth, 4)",
    "given || '/' || postal",
    "family || '/' || postal",
    "family || '/' || left(city, 5)",
    "left(replace(street, ' ', ''), 7) || '/' || house",
    "left(replace(extra, ' ', ''), 7) || '/' || house",
    "left(replace(street, ' ', ''), 7) || '/' || postal",
    "left(replace(extra, ' ', ''), 7) || '/' || postal",
)
PAIRS = """
    WITH blocks AS (
        SELECT kind, key, list(id) AS ids FROM keys WHERE key IS NOT NULL
        GROUP BY kind, key HAVING count(*) BETWEEN 2 AND $most
    ), members AS (SELECT kind, key, unnest(ids) AS id FROM blocks)
    SELECT DISTINCT one.id, other.id FROM members one JOIN members other USING (kind, key)
    WHERE one.id < other.id ORDER BY ALL
"""


def pairs_of(records: Sequence[Record]) -> Iterator[tuple[PersonId, PersonId]]:
    """Pairs of ids, each once, the smaller first; there may be millions."""
    if len(records) < 2:
        return
    with duckdb.connect(":memory:", config=dict(SETTINGS)) as database:
        _load(database, records)
        keys = " UNION ALL ".join(f"SELECT {kind} AS kind, {key} AS key, id FROM people" for kind, key in _numbered())
        database.execute(f"CREATE TABLE keys AS {keys}")
        answer = database.execute(PAIRS, {"most": MOST_IN_BLOCK})
        while rows := answer.fetchmany(ROWS):
            yield from rows


def _load(database: duckdb.DuckDBPyConnection, records: Sequence[Record]) -> None:
    """One column a field; an empty text becomes null."""
    values = [[getattr(one, name) or None for one in records] for name in COLUMNS]
    columns = ", ".join(f"unnest(${place}::VARCHAR[]) AS {name}" for place, name in enumerate(COLUMNS, 1))
    database.execute(f"CREATE TABLE people AS SELECT {columns}", values)


def _numbered() -> list[tuple[int, str]]:
    return list(enumerate(KEYS))
