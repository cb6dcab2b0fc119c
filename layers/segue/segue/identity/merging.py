"""Merging: what staff decide about who is one person, as events of the ledger. Pure.

A merge says that two people are one; an undo takes a merge back, and the two are known to be different from then on.
Both are events, so that people can be worked out again from the ledger. They name nobody but by identity keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from segue.audit import Entry
from segue.events import DECISIONS, Event
from segue.identity.edges import STAFF, Edge, pair
from segue.identity.persons import Change
from segue.keys import IdentityKey, PersonId
from segue.times import Millis

KIND, SOURCE, CHANNEL = "merge", "staff", "staff"
MERGED, UNMERGED = DECISIONS
SUGGESTED = "s_"  # how ids of suggestions begin
Kind = Literal["merge", "undo", "dismiss"]
State = Literal["merged", "undone"]


@dataclass(frozen=True)
class Decision:
    """`id` names the decision, `merge` the merge that it makes or takes back, or the suggestion that it dismisses;
    `keep` and `absorb` are person ids."""

    kind: Kind
    id: str
    merge: str
    keep: IdentityKey
    absorb: IdentityKey
    actor: str
    reason: str
    time: Millis

    @property
    def change(self) -> Change:
        """What it changes about people."""
        both = frozenset({self.keep, self.absorb})
        if self.kind == "merge":
            return Change(both, (Edge(self.keep, self.absorb, self.merge, self.time, STAFF),))
        undone = frozenset({self.merge}) if self.kind == "undo" else frozenset[str]()
        return Change(both, different=frozenset({pair(self.keep, self.absorb)}), undone=undone)


def event_of(decision: Decision) -> Event:
    """The ledger's event."""
    said = {name: getattr(decision, name) for name in ("merge", "keep", "absorb", "actor", "reason")}
    return Event(
        type="track",
        event=MERGED if decision.kind == "merge" else UNMERGED,
        message_id=decision.id,
        timestamp=decision.time,
        received_at=decision.time,
        original_timestamp=decision.time,
        source=SOURCE,
        channel=CHANNEL,
        properties=said,
    )


def decision_of(event: Event) -> Decision | None:
    """The inverse; None for any other event. Only our own door writes under this source."""
    if event.event not in DECISIONS or event.source != SOURCE:
        return None
    said: dict[str, Any] = event.properties
    apart: Kind = "dismiss" if str(said.get("merge")).startswith(SUGGESTED) else "undo"
    kind: Kind = "merge" if event.event == MERGED else apart
    return Decision(kind, event.message_id, **{name: str(one) for name, one in said.items()}, time=event.timestamp)


@dataclass(frozen=True)
class Merge:
    """A merge on record: of the staff, or one that the rules made and somebody took back."""

    id: str
    keep: IdentityKey
    absorb: IdentityKey
    time: Millis
    actor: str = ""
    reason: str = ""
    state: State = "merged"
    undone_by: str = ""
    undone_at: Millis | None = None
    undone_why: str = ""

    @property
    def decision(self) -> Decision:
        """That it was made."""
        return Decision("merge", self.id, self.id, self.keep, self.absorb, self.actor, self.reason, self.time)

    @property
    def undo(self) -> Decision:
        """That it was taken back."""
        by, why, moment = self.undone_by, self.undone_why, self.undone_at or self.time
        return Decision("undo", f"undo-{self.id}", self.id, self.keep, self.absorb, by, why, moment)


def row_of(merge: Merge) -> dict[str, Any]:
    """The item of the Requests table."""
    row = {name: value for name, value in vars(merge).items() if value not in ("", None)}
    return {"pk": f"{KIND}#{row.pop('id')}", "sk": KIND, "kind": KIND, **row}


def merge_of(row: Mapping[str, Any]) -> Merge:
    """The inverse of `row_of`."""
    known = {name: value for name, value in row.items() if name not in ("pk", "sk", "kind")}
    return Merge(id=row["pk"].partition("#")[2], **known)


def merge_by(decision: Decision) -> Merge:
    """The merge that a decision makes; of an undo the one that it takes back, as far as the undo tells."""
    if decision.kind == "merge":
        return Merge(decision.merge, *_both(decision), decision.time, decision.actor, decision.reason)
    return Merge(decision.merge, *_both(decision), decision.time, actor="rules")


def entry_of(decision: Decision) -> Entry:
    """Its line in the audit trail."""
    evidence = {"merge": decision.merge}
    return Entry(decision.id, decision.time, decision.actor, decision.kind, _both(decision), decision.reason, evidence)


def _both(decision: Decision) -> tuple[PersonId, PersonId]:
    return decision.keep, decision.absorb
