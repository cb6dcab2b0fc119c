"""Merging: what staff decide about who is one person, as events of the ledger. Pure.

A merge says that two people are one; an undo takes a merge back, and the two are known to be different from then on.
Both are events, so that people can be worked out again from the ledger. They name nobody but by identity keys.
"""

from dataclasses import dataclass
from typing import Any, Literal

from segue.edges import STAFF, Edge, pair
from segue.events import DECISIONS, Event
from segue.keys import IdentityKey
from segue.persons import Change
from segue.times import Millis

SOURCE, CHANNEL = "staff", "staff"
MERGED, UNMERGED = DECISIONS
Kind = Literal["merge", "undo"]


@dataclass(frozen=True)
class Decision:
    """`id` names the decision, `merge` the merge that it makes or takes back; `keep` and `absorb` are person ids."""

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
        return Change(both, different=frozenset({pair(self.keep, self.absorb)}), undone=frozenset({self.merge}))


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
    kind: Kind = "merge" if event.event == MERGED else "undo"
    return Decision(kind, event.message_id, **{name: str(one) for name, one in said.items()}, time=event.timestamp)
