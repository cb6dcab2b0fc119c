"""Merges: what staff can do about who is one person: look, merge, take back.

Each is repeatable: a decision has an id, is an event of the ledger under both people, and carrying it out again
changes nothing. The ledger's stream carries it out too, evaluates the segments and tells the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.audit import Entry
from segue.errors import Conflict, NotFound
from segue.events import Event
from segue.keys import IdentityKey, PersonId, is_key
from segue.linking import Linking
from segue.merging import Decision, Merge, event_of
from segue.persons import Change
from segue.suggestions import State, pair_id
from segue.times import Millis


class Ledger(Protocol):
    """The durable log."""

    def append_under(self, key: IdentityKey, event: Event) -> object: ...


class Records(Protocol):
    """Merges on record."""

    def keep(self, merge: Merge) -> Merge: ...

    def one(self, merge: str) -> Merge: ...

    def undone(self, undo: Decision) -> None: ...


class Suggestions(Protocol):
    """What was suggested about two people. `decide` raises NotFound."""

    def decide(self, suggestion: str, state: State, now: Millis) -> None: ...


class Audit(Protocol):
    """The audit trail."""

    def write(self, entries: Sequence[Entry]) -> None: ...


@dataclass(frozen=True)
class By:
    """Who decides, and why. `id` names the decision."""

    actor: str
    reason: str
    id: str


@dataclass(frozen=True)
class Merges:
    """The collaborators of a decision."""

    linking: Linking
    ledger: Ledger
    records: Records
    suggestions: Suggestions
    audit: Audit

    def merge(self, keep: PersonId, absorb: PersonId, by: By, now: Millis) -> Merge:
        """Makes two people one, under the id of `keep`. Raises Conflict("already-one")."""
        if keep == absorb:
            raise Conflict("already-one", "these are one person already")
        merge = self.records.keep(Merge(by.id, keep, absorb, by.actor, by.reason, now))
        self._decide(merge.decision)
        self._settle_suggestion(keep, absorb, "merged", now)
        return merge

    def undo(self, merge_id: str, by: By, now: Millis) -> Merge:
        """Takes a merge back, of the staff or of the rules; taking it back again changes nothing.

        Raises NotFound("unknown-merge").
        """
        merge = self.found(merge_id)
        self.records.keep(merge)
        self.records.undone(Decision("undo", "", merge.id, merge.keep, merge.absorb, by.actor, by.reason, now))
        undone = self.records.one(merge.id)
        self._decide(undone.undo)
        return undone

    def found(self, merge_id: str) -> Merge:
        """A merge on record; or a link that the rules made, named by its two keys. Raises NotFound."""
        left, _, right = merge_id.partition(".")
        try:
            return self.records.one(merge_id)
        except NotFound:
            if not is_key(left) or not is_key(right):
                raise
        nothing = Change(frozenset({left, right}))
        joins = self.linking.regrouped(nothing).partition.joins
        join = next((one for one in joins if one.edge.id == merge_id), None)
        if join is None:
            raise NotFound("unknown-merge", "nothing of this id makes anybody one person")
        return Merge(merge_id, *join.sides, actor="rules", reason=join.edge.event, time=join.edge.time)

    def dismiss(self, suggestion: str, by: By, now: Millis) -> None:
        """Two people are not one: they are not suggested again. Raises NotFound."""
        self.suggestions.decide(suggestion, "dismissed", now)
        self.audit.write([Entry(by.id, now, by.actor, "dismiss", (suggestion,), by.reason)])

    def _decide(self, decision: Decision) -> None:
        for person in (decision.keep, decision.absorb):
            self.ledger.append_under(person, event_of(decision))
        self.linking.carry_out(decision.change)
        self.audit.write([_entry(decision)])

    def _settle_suggestion(self, keep: PersonId, absorb: PersonId, state: State, now: Millis) -> None:
        try:
            self.suggestions.decide(pair_id(keep, absorb), state, now)
        except NotFound:
            return


def _entry(decision: Decision) -> Entry:
    evidence = {"merge": decision.merge}
    people = (decision.keep, decision.absorb)
    return Entry(decision.id, decision.time, decision.actor, decision.kind, people, decision.reason, evidence)
