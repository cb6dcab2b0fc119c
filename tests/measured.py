"""A small archive in memory: what happened as rows, and what a measure says of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from segue.measures.composing import Asked, people, statement
from segue.measures.computing import Rows, answered, connected, insert
from segue.measures.definitions import ALL, definition
from segue.measures.figures import Figure, figure, sums_of
from segue.measures.finishing import finished
from segue.times import from_text

NUMBERS = count(1)


def fact(kind: str, name: str, who: int, time: str, **said: Any) -> dict[str, Any]:
    """One row of `events`: at `2026-11-29 10:00` (UTC)."""
    moment = datetime.fromisoformat(time).replace(tzinfo=UTC).replace(tzinfo=None)
    row = {"id": next(NUMBERS), "who": who, "time": moment, "received": moment, "name": name, "kind": kind}
    return {**row, "date": time[:10], "source": "shop", "channel": "web", "history": False, **said}


def archive(facts: Iterable[Mapping[str, Any]], persons: Iterable[Mapping[str, Any]] = ()) -> Any:
    """A database with these rows."""
    base = connected()
    insert(base, "events", list(facts))
    if found := list(persons):
        insert(base, "people", found)
    return base


def asked(since: str = "2026-11-01", until: str = "2026-12-01", by: str = ALL, **only: str) -> Asked:
    """A period of days."""
    return Asked(from_text(f"{since}T00:00:00Z"), from_text(f"{until}T00:00:00Z"), by, only)


def told(base: Any, name: str, of: Asked) -> dict[str, Figure]:
    """{part: figure} of a share, mean or total."""
    found = definition(name)
    return {part: figure(found.kind, sums) for part, sums in sums_of(answered(base, statement(found, of))).items()}


def table(base: Any, name: str, of: Asked) -> Rows:
    """The rows of a table."""
    found = definition(name)
    return [dict(row) for row in finished(found, answered(base, statement(found, of)))]


def behind(base: Any, name: str, of: Asked, part: str) -> list[int]:
    """The people behind a part."""
    return [row["person"] for row in answered(base, people(definition(name), of, part))]
