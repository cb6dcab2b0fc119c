"""What versions of the playbook there were. Two may write a version of the same number, and one is put in force: what
counts is the way back from the version in force, from each to the one before it.
"""

from collections.abc import Mapping
from typing import Any

from segue.aws.tables import query
from segue.versions import Change, Version

VERSION = "version"
MOST = 10_000


def row_of(version: Version) -> dict[str, Any]:
    """What is kept of a version, without its key."""
    kept = {"before": version.before, "by": version.by, "time": version.time, "note": version.note}
    return kept | {"changed": [[*one] for one in version.changed]}


def version_of(row: Mapping[str, Any]) -> Version:
    """The inverse of `row_of`; of the pointer what it knows."""
    return Version(
        number=int(row["sk"].partition(".")[0]),
        place=row["sk"],
        before=row.get("before", ""),
        by=row.get("by", ""),
        time=row.get("time", 0),
        note=row.get("note", ""),
        changed=tuple(Change(*one) for one in row.get("changed", ())),
    )


def known(table: str, place: str) -> list[Version]:
    """The version at a place and those before it, the newest first."""
    rows = {row["sk"]: row for row in query(table, "pk = :pk", MOST, newest_first=True, pk=VERSION)}
    found: list[Version] = []
    while place in rows:
        found.append(version_of(rows[place]))
        place = found[-1].before
    return found
