"""Versions of the playbook: each apply makes one, numbered from 1, and every one stays readable for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from segue.errors import Conflict
from segue.times import Millis, to_text

Files = Mapping[str, str]  # texts by path


class Change(NamedTuple):
    """What became of a file."""

    path: str
    change: Literal["added", "changed", "removed"]


@dataclass(frozen=True)
class Version:
    """`place` is where its rows stand, `before` where those of the version before it do; number 0 is no version.

    `note` says where it is from, when it was not simply applied: `back to version 3`.
    """

    number: int = 0
    place: str = ""
    before: str = ""
    by: str = ""
    time: Millis = 0
    note: str = ""
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What is to be put in force after `base`: the definitions by kind, and the texts that they are from."""

    base: Version
    definitions: Mapping[str, Mapping[str, Any]]
    files: Files
    by: str
    note: str = field(default="", kw_only=True)


def changes(before: Files, after: Files) -> tuple[Change, ...]:
    """The files that differ, by path."""
    paths = sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    return tuple(Change(path, _change(path in before, path in after)) for path in paths)


def _change(before: bool, after: bool) -> Literal["added", "changed", "removed"]:
    if before and after:
        return "changed"
    return "removed" if before else "added"


def diff(path: str, before: Files, after: Files) -> str:
    """A file's change as a unified diff."""
    from difflib import unified_diff  # of no use to whoever reads the version in force

    old, new = before.get(path, "").splitlines(keepends=True), after.get(path, "").splitlines(keepends=True)
    return "".join(unified_diff(old, new, f"a/{path}", f"b/{path}"))


def row_of(version: Version) -> dict[str, Any]:
    """What is kept of a version, without its key."""
    kept = {"before": version.before, "by": version.by, "time": version.time, "note": version.note}
    return kept | {"changed": [[*one] for one in version.changed]}


def version_of(row: Mapping[str, Any]) -> Version:
    """The inverse of `row_of`; of the pointer to the version in force what it knows."""
    return Version(
        number=int(row["sk"].partition(".")[0]),
        place=row["sk"],
        before=row.get("before", ""),
        by=row.get("by", ""),
        time=row.get("time", 0),
        note=row.get("note", ""),
        changed=tuple(Change(*one) for one in row.get("changed", ())),
    )


def way_back(place: str, rows: Mapping[str, Mapping[str, Any]]) -> list[Version]:
    """The version at a place and those before it, the newest first.

    Two may write a version of the same number, and one is put in force: what counts is the way back from that.
    """
    found: list[Version] = []
    while place in rows:
        found.append(version_of(rows[place]))
        place = found[-1].before
    return found


def moved(now: Version) -> Conflict:
    """What whoever comes second is told."""
    if not now.number:
        return Conflict("playbook-moved", "no version is in force yet: come again without `base`")
    return Conflict(
        "playbook-moved",
        f"version {now.number} was applied by {now.by or 'somebody'} at {to_text(now.time)}: look at what it changed "
        "and come again with `base` of that version",
    )
