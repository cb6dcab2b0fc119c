"""Replaying: what was in quarantine, understood with today's code; by whom what a public key told is vouched for.

What came in once is counted once: when a record ends, in one transaction with its end, it is counted as what it has
become instead of as held. Whoever replays it at the same time finds it ended, and counts nothing. What an earlier or
another replay has stored carries this record's time of receipt; that is no duplicate.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol

from segue import segment_api, trust
from segue.channels import provider
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Invalid, NotFound
from segue.events import Event
from segue.intake import unplaced
from segue.intake.accepting import PARSER, Accepting, Counts, vouched, waited
from segue.intake.quarantine import REPLAYED, Ending, Record, counts_as, record_id, replayable
from segue.intake.sources import Source
from segue.intake.tallies import DUPLICATE, QUARANTINED, STORED, Tally, quarantined
from segue.times import Millis

PINPOINT = "pinpoint"  # the parser of `segue.pinpoint_api`


class Records(Protocol):
    """Quarantine as staff see it."""

    def one(self, record: str) -> Record:
        """Raises NotFound."""
        ...

    def close(self, record: Record, ending: Ending, became: Mapping[str, int]) -> bool:
        """Ends the record and counts what became of it, at once; False where it is no more as it was read."""
        ...


@dataclass(frozen=True)
class Replaying:
    """Replaying twice stores once: events keep the ids and the time of receipt that they had.

    `sources` finds a configured source, whose options of today count.
    """

    accepting: Accepting
    records: Records
    parse: Callable[[Delivery], Parsed]
    sources: Callable[[str], Source]

    def replay(self, record: str, now: Millis) -> Counts:
        """Stores what is clear now and marks the record. Raises NotFound; Invalid where it is as unclear as before."""
        kept = self.records.one(record)
        delivery = replace(replayable(kept), options=self._options(kept.delivery.source))
        found = self.parse(delivery)
        parsed = self.accepting.planned(vouched(found) if kept.reason == trust.REASON else found)
        again = [one for one in parsed.rejected if one.delivery.body == kept.delivery.body]
        if again:
            raise Invalid(again[0].reason, f"still not understood: {again[0].detail}")
        tallies: list[Tally] = []
        counts = replace(self.accepting, count=lambda tally, _: tallies.append(tally)).accept(parsed)
        if counts.quarantined and delivery.parser == unplaced.PARSER:
            raise Invalid(unplaced.REASON, f"still not understood: {unplaced.DETAIL}")
        self._end(kept, self._became(kept, parsed, counts, tallies), now)
        return counts

    def _end(self, kept: Record, became: Mapping[str, int], now: Millis) -> None:
        """Whoever is first ends it. One that was set aside meanwhile is counted as that, and ends from there."""
        while kept.state != REPLAYED:
            instead = Counter(became)
            instead[counts_as(kept)] -= 1
            if self.records.close(kept, Ending(REPLAYED, now), instead):
                return
            kept = self.records.one(kept.id)

    def _became(self, kept: Record, parsed: Parsed, counts: Counts, tallies: Sequence[Tally]) -> Counter[str]:
        """What the record is counted as: of what was stored already, only what came another way is a duplicate.

        What is stored in the Ledger is counted out of its stream; `tallies` have all else.
        """
        came = sum((Counter(one) for tally in tallies for one in tally.values()), Counter[str]())
        if not came[DUPLICATE]:
            return came
        ours = sum(one.received_at == kept.delivery.received_at for one in self._standing(parsed.events))
        came[DUPLICATE] -= ours - (counts.stored - came[STORED])
        held, again = self._held(kept, parsed), [name for name in came if name.startswith(QUARANTINED)]
        again = [name for name in again if name != quarantined(unplaced.REASON)]
        came[DUPLICATE] -= held.total() - sum(came[name] for name in again)
        return Counter({name: count for name, count in came.items() if name not in again}) + held

    def _standing(self, events: Sequence[Event]) -> list[Event]:
        return [kept for kept, _ in self.accepting.ledger.first(events)] if events else []

    def _held(self, kept: Record, parsed: Parsed) -> Counter[str]:
        """Parts of it that are records of their own now, by reason."""
        parts = {record_id(one): one.reason for one in parsed.rejected}
        at = kept.delivery.received_at
        return Counter(
            quarantined(reason) for part, reason in parts.items() if self.records.one(part).delivery.received_at == at
        )

    def _options(self, source: str) -> Mapping[str, Any]:
        try:
            return self.sources(source).options
        except NotFound:
            return {}


def parse(delivery: Delivery) -> Parsed:
    """Understands a delivery by its parser: a provider, Segment's HTTP API, or as an event or a statement of ours."""
    if delivery.parser == PARSER:
        return waited(delivery)
    if delivery.parser == unplaced.PARSER:
        return unplaced.stated(delivery)
    if delivery.parser == segment_api.PARSER:
        return segment_api.understand(delivery)
    if delivery.parser == PINPOINT:  # imported where it is needed, as providers are
        return import_module("segue.pinpoint_api").understand(delivery)
    return understood(delivery, provider(delivery.parser).incoming)
