"""A statement as Athena is asked it: with the relations of the archive in front, and its answers as what they are.

`events` are the rows of the parts, and new rows that stand in no part, each once; only of the days and kinds that the
statement looks at, so that no other partition is read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from segue.archive.columns import EVENTS, PARTITIONS
from segue.measures.parsing import read_by
from segue.measures.reaching import Reach
from segue.times import Millis, to_text

WITH = "WITH "
NAMED = ", ".join(f'"{name}"' for name in (*EVENTS, *PARTITIONS))
Spans = Iterable[tuple[Millis, Millis]]


def whole(sql: str, reach: Reach, database: str, spans: Spans) -> str:
    """The statement with its relations out of the tables of a database."""
    given = {"events": _events(reach, database), "people": f'SELECT * FROM "{database}"."people"'}
    if "opening" in read_by(sql):
        given["opening"] = _opening(list(spans))
    parts = [f"{name} AS (\n{text}\n)" for name, text in given.items()]
    rest = f",\n{sql.removeprefix(WITH)}" if sql.startswith(WITH) else f"\n{sql}"
    return WITH + ",\n".join(parts) + rest


def _events(reach: Reach, database: str) -> str:
    same = "p.id = n.id AND p.date = n.date AND p.kind = n.kind"
    fresh = f"""SELECT n.*, row_number() OVER (PARTITION BY n.date, n.kind, n.id ORDER BY n.received) AS told
FROM "{database}"."events_new" AS n
LEFT JOIN "{database}"."events" AS p ON {same} AND {_within(reach, "p")}
WHERE {_within(reach, "n")} AND p.id IS NULL"""
    parts = f'SELECT {NAMED} FROM "{database}"."events" AS e WHERE {_within(reach, "e")}'
    return f"{parts}\nUNION ALL\nSELECT {NAMED} FROM (\n{fresh}\n) AS f WHERE told = 1"


def _within(reach: Reach, name: str) -> str:
    kinds, ever = (", ".join(f"'{one}'" for one in sorted(some)) for some in (reach.kinds, reach.ever))
    since = f"{name}.date >= '{reach.first}'"
    if reach.ever:
        since = f"({since} OR {name}.kind IN ({ever}))"
    return f"{since} AND {name}.date <= '{reach.last}' AND {name}.kind IN ({kinds})"


def _opening(spans: Sequence[tuple[Millis, Millis]]) -> str:
    """Spans as they stand in no table."""
    rows = ", ".join(f"({_moment(opens)}, {_moment(closes)})" for opens, closes in spans)
    some = rows or "(CAST(NULL AS timestamp), CAST(NULL AS timestamp))"
    return f"SELECT * FROM (VALUES {some}) AS t (opens, closes)" + ("" if rows else " WHERE false")


def _moment(of: Millis) -> str:
    return f"TIMESTAMP '{to_text(of)[:23].replace('T', ' ')}'"


READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("tinyint", "smallint", "integer", "bigint"), int),
    **dict.fromkeys(("double", "float", "real", "decimal"), float),
    "boolean": lambda text: text == "true",
    "timestamp": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def value(kind: str, text: str | None) -> Any:
    """What a text in Athena's answer is, by the type of its column; None where there is none."""
    return None if text is None else READ.get(kind, str)(text)
