"""The audit trail: who of staff and programs did, saw or took what, when, and to whom.

Kept for two years, and without personal data but the staff's own names. An entry is one row in order of time, and one
for each person that it is about, so that "who looked at this person" is a question to one partition of the index.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from segue.keys import PersonId, digest
from segue.times import DAY, MINUTE, SECOND, Millis

KIND = "audit"
KEPT: Millis = 730 * DAY
WINDOW: Millis = 10 * MINUTE  # within which the same look by the same reader is one entry
FIELDS = ("time", "actor", "action", "reason", "evidence")


@dataclass(frozen=True)
class Asker:
    """Who asks: `roles` with spaces between them, the `client` by which they came, and the id of their request."""

    name: str = ""
    roles: str = ""
    client: str = ""
    correlation: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did. `subjects` are person ids; `object` is the id of what was seen or changed;
    `evidence` is what it was decided on."""

    id: str
    time: Millis
    actor: str
    action: str
    subjects: tuple[PersonId, ...]
    reason: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    object: str = ""
    role: str = ""
    client: str = ""
    correlation: str = ""


class Seen(NamedTuple):
    """People who were seen: how (`person.viewed`), who, and the id of what was looked at."""

    action: str
    people: tuple[PersonId, ...]
    object: str = ""


NOBODY = Asker()
_ASKER: ContextVar[Asker] = ContextVar("asker")


@contextmanager
def asked_by(asker: Asker) -> Iterator[None]:
    """Whatever is entered meanwhile tells by whom and how it was asked for."""
    token = _ASKER.set(asker)
    try:
        yield
    finally:
        _ASKER.reset(token)


def completed(entry: Entry) -> Entry:
    """The entry with the role, client and request of whoever asks at this moment, where it says none."""
    asker = _ASKER.get(NOBODY)
    if entry.client or not asker.name or asker.name != entry.actor:
        return entry
    return replace(entry, role=asker.roles, client=asker.client, correlation=asker.correlation)


def look(asker: Asker, now: Millis, seen: Seen) -> Entry:
    """Somebody sees people: one entry for the same reader, action, object and people within ten minutes."""
    parts = (asker.name, asker.client, seen.action, seen.object, str(now // WINDOW), *sorted(seen.people))
    name = f"look_{digest(KIND.encode(), chr(10).join(parts))}"
    return Entry(name, now, asker.name, seen.action, seen.people, object=seen.object)


def rows_of(entry: Entry) -> list[dict[str, Any]]:
    """The items of the Requests table: in order of time, and under each subject."""
    row = {**vars(entry), "subjects": list(entry.subjects), "evidence": dict(entry.evidence)}
    key = f"{KIND}#{row.pop('id')}"
    kept = {**row, "ttl": (entry.time + KEPT) // SECOND}
    about = [
        {"pk": key, "sk": one, "kind": f"{KIND}#{one}", **kept} for one in dict.fromkeys(filter(None, entry.subjects))
    ]
    return [{"pk": key, "sk": KIND, "kind": KIND, **kept}, *about]


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The inverse, of any of its rows. Rows of earlier versions tell less."""
    known = {name: row[name] for name in FIELDS}
    more = {name: row.get(name, "") for name in ("object", "role", "client", "correlation")}
    return Entry(id=row["pk"].partition("#")[2], subjects=tuple(row["subjects"]), **known, **more)
