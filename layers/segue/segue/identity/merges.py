"""Merges: what staff can do about who is one person: look, merge, take back.

Each is repeatable: a decision has an id, is an event of the ledger under both people, and carrying it out again
changes nothing. The ledger's stream carries it out too, evaluates the segments and tells the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.errors import Conflict, NotFound
from segue.events import Event
from segue.identity.linking import Linking
from segue.identity.merging import Decision, Merge, event_of
from segue.identity.persons import Change
from segue.identity.suggestions import State, Suggestion, pair_id
from segue.keys import IdentityKey, PersonId, is_key
from segue.times import Millis


class Ledger(Protocol):
    """The durable log."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class Records(Protocol):
    """Merges on record and in the audit trail. `one` raises NotFound; keeping and noting again change nothing."""

    def one(self, merge: str) -> Merge: ...

    def keep(self, merge: Merge) -> None: ...

    def note(self, decision: Decision) -> None: ...


class Suggestions(Protocol):
    """What was suggested about two people. `decide` raises NotFound."""

    def decide(self, suggestion: str, state: State, now: Millis) -> None: ...


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

    def merge(self, keep: PersonId, absorb: PersonId, by: By, now: Millis) -> Merge:
        """Makes two people one, under the id of `keep`; the same decision again changes nothing.

        Raises Conflict("already-one"), Refused("too-many-change").
        """
        known = self._known(by.id) or (self._begun(keep, by) if keep == absorb else None)
        if keep == absorb and not known:
            raise Conflict("already-one", "these are one person already")
        merge = known or Merge(by.id, keep, absorb, now, by.actor, by.reason)
        self._decide(merge.decision)
        self._settle_suggestion(pair_id(merge.keep, merge.absorb), "merged", now)  # a repeat finds the two as one
        return merge

    def undo(self, merge_id: str, by: By, now: Millis) -> Merge:
        """Takes a merge back, of the staff or of the rules; taking it back again changes nothing.

        Raises NotFound("unknown-merge"), Refused("too-many-change").
        """
        merge = self.found(merge_id)
        if merge.state == "merged":
            merge = replace(merge, state="undone", undone_by=by.actor, undone_at=now, undone_why=by.reason)
        self.records.keep(merge)
        self._decide(merge.undo)
        return merge

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
        return Merge(merge_id, *join.sides, join.edge.time, actor="rules", reason=join.edge.event)

    def dismiss(self, suggestion: Suggestion, by: By, now: Millis) -> None:
        """Two people are not one: they are known to be different, and not suggested again."""
        named, both = f"dismiss-{suggestion.id}", (suggestion.left, suggestion.right)
        self._decide(Decision("dismiss", named, suggestion.id, *both, by.actor, by.reason, now))
        self._settle_suggestion(suggestion.id, "dismissed", now)

    def _known(self, merge: str) -> Merge | None:
        try:
            return self.records.one(merge)
        except NotFound:
            return None

    def _decide(self, decision: Decision) -> None:
        """The ledger first: its stream carries out, and notes, what breaks off here."""
        self.linking.must_fit(decision.change)
        self.ledger.append_under((decision.keep, decision.absorb), event_of(decision))
        self.linking.carry_out(decision.change)
        self.records.note(decision)

    def _begun(self, person: PersonId, by: By) -> Merge | None:
        """The merge of a first try that broke off after it was carried out and before it was on record."""
        joins = self.linking.regrouped(Change(frozenset({person}))).partition.joins
        edge = next((one.edge for one in joins if one.edge.id == by.id), None)
        return Merge(by.id, edge.left, edge.right, edge.time, by.actor, by.reason) if edge else None

    def _settle_suggestion(self, suggestion: str, state: State, now: Millis) -> None:
        try:
            self.suggestions.decide(suggestion, state, now)
        except NotFound:
            return
