"""Resolving: what a batch of events says about who is one person, carried out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.errors import Refused
from segue.events import Event
from segue.facets import names
from segue.identity.linking import Linked, Linking
from segue.identity.merging import Decision, decision_of
from segue.identity.naming import Naming
from segue.identity.persons import Change
from segue.identity.suggestions import Suggestion
from segue.keys import IdentityKey
from segue.profile.identities import Identity, Record
from segue.tracing import report, trace_of


class Review(Protocol):
    """Where what a rule left out waits for somebody to look at it."""

    def keep(self, suggestions: Sequence[Suggestion], /) -> int: ...


class Decided(Protocol):
    """Decisions on record and in the audit trail; noting one again changes nothing."""

    def note(self, decision: Decision) -> None: ...


@dataclass(frozen=True)
class Resolving:
    """Identity resolution for a stream of events."""

    naming: Naming
    linking: Linking
    review: Review
    decided: Decided

    def resolve(
        self, records: Iterable[Record], rows: Mapping[IdentityKey, Identity]
    ) -> tuple[Linked, set[IdentityKey]]:
        """Links what is not linked yet, and carries out what staff decided: the people whom that touched, and the
        identities whose rows it may have changed. `rows` say what each identity has named before."""
        linked, moved, noted, known = Linked(), set[IdentityKey](), set[str](), dict(rows)
        for record in records:
            decision = decision_of(record.event)
            change = self._decision(decision, noted) if decision else self._link(record, known[record.key])
            if change:
                linked = linked.then(self._carried_out(change, record))
                moved |= change.keys & rows.keys()
            if change and not decision:
                known[record.key] = _told(known[record.key], record.event)
        if linked.doubts:
            self.review.keep(linked.doubts)
        return linked, moved

    def _decision(self, decision: Decision, noted: set[str]) -> Change | None:
        """What staff decided; it stands in the ledger under both people, and counts once in a batch."""
        if decision.id in noted:
            return None
        noted.add(decision.id)
        self.decided.note(decision)
        return decision.change

    def _link(self, record: Record, row: Identity) -> Change | None:
        """What an event says about who is one person; None for most."""
        link = self.naming.link(record, row.facets.get("names", {}))
        marked = row.person == record.key
        return link.change() if len(link.keys) > 1 or (link.nobody and not marked) else None

    def _carried_out(self, change: Change, record: Record) -> Linked:
        try:
            return self.linking.carry_out(change)
        except Refused as refused:  # rules that were tightened, for somebody who had grown: staff have to decide
            report(refused.reason, identity=record.key, trace=trace_of(record.event.message_id))
            return Linked()


def _told(row: Identity, event: Event) -> Identity:
    """The row as if the event had been absorbed: the next of a visit's events names the same, and that is no news."""
    said = names.add(row.facets.get("names", {}), names.of(event))
    return replace(row, facets={**row.facets, "names": said})
