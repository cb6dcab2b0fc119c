"""The audit trail: what staff did, to whom and why. Kept for two years, without personal data but their own names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.times import DAY, SECOND, Millis

KIND = "audit"
KEPT: Millis = 730 * DAY


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did. `subjects` are person ids; `evidence` is what it was decided on."""

    id: str
    time: Millis
    actor: str
    action: str
    subjects: tuple[str, ...]
    reason: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


def row_of(entry: Entry) -> dict[str, Any]:
    """The item of the Requests table."""
    row = {**vars(entry), "subjects": list(entry.subjects), "evidence": dict(entry.evidence)}
    return {"pk": f"{KIND}#{row.pop('id')}", "sk": KIND, "kind": KIND, "ttl": (entry.time + KEPT) // SECOND, **row}


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The inverse of `row_of`."""
    known = {name: row[name] for name in ("time", "actor", "action", "reason", "evidence")}
    return Entry(id=row["pk"].partition("#")[2], subjects=tuple(row["subjects"]), **known)
