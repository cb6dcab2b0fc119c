"""Signals: what others may want to know, in the past tense, as events on the bus.

A signal's id is derived from what caused it, so a repeat can be told by anyone. `detail` always carries
`id`, `time` and `version`, and `person` where it is about one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from segue.keys import PersonId, digest
from segue.times import Millis, to_text

VERSION = 1


@dataclass(frozen=True)
class Signal:
    """`name` is the bus's detail-type; `cause` makes the id. `person` is empty where it is about nobody.
    `trace`: what it is because of (`segue.tracing`), where that is known."""

    name: str
    person: PersonId
    time: Millis
    cause: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""

    def as_detail(self) -> dict[str, Any]:
        """The `detail` of the event on the bus."""
        identity = digest(b"signal", f"{self.name}|{self.cause}")
        about = {"person": self.person} if self.person else {}
        said = {**self.detail, "id": identity, "time": to_text(self.time), **about, "version": VERSION}
        return said | ({"trace": self.trace} if self.trace else {})


def of_membership(person: PersonId, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Signal]:
    """Entries and exits between two states of a membership row ({} for none); `v` and `at` tell repeats apart: a
    row that a merge removed and an undo brought back counts from one again. One that imported history led to says
    `backfill`. Their times are those of events and boundaries, where these are known."""
    old, new = before.get("segments", {}), after.get("segments", {})
    moment, left, trace = after.get("at", 0), after.get("left", {}), after.get("trace", "")
    cause = f"{person}|{after.get('v', 0)}|{moment}"
    quiet = {one: {"backfill": True} for one in after.get("quiet", ())}
    moved = [("SegmentEntered", one, new[one]) for one in sorted({*new} - {*old})]
    moved += [("SegmentExited", one, left.get(one, moment)) for one in sorted({*old} - {*new})]
    return [
        Signal(name, person, time, f"{cause}|{one}", {"segment": one, **quiet.get(one, {})}, trace)
        for name, one, time in moved
    ]


def of_people(person: PersonId, before: Mapping[str, Any], after: Mapping[str, Any], now: Millis) -> list[Signal]:
    """Merges between two states of a person's identity row."""
    absorbed = sorted({*after.get("former", [])} - {*before.get("former", [])})
    merged = [Signal("PersonMerged", person, now, f"{person}|{one}", {"absorbed": one}) for one in absorbed]
    created = [] if before or "into" in after else [Signal("PersonCreated", person, now, person)]
    return created + merged
