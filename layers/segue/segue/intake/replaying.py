"""Replaying: what was in quarantine, understood with today's code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol

from segue import segment_api
from segue.channels import provider
from segue.deliveries import Delivery, Parsed, understood
from segue.errors import Invalid, NotFound
from segue.intake.accepting import PARSER, Accepting, Counts, waited
from segue.intake.quarantine import Record, replayable
from segue.intake.sources import Source
from segue.intake.tallies import quarantined
from segue.times import Millis

PINPOINT = "pinpoint"  # the parser of `segue.pinpoint_api`


class Records(Protocol):
    """Quarantine as staff see it."""

    def one(self, record: str) -> Record:
        """Raises NotFound."""
        ...

    def replayed(self, record: str, now: Millis) -> None:
        """Marks the record."""
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
        parsed = self.accepting.planned(self.parse(delivery))
        again = [one for one in parsed.rejected if one.delivery.body == kept.delivery.body]
        if again:
            raise Invalid(again[0].reason, f"still not understood: {again[0].detail}")
        counts = self.accepting.accept(parsed)
        if kept.state == "open":
            self.records.replayed(record, now)
            self.accepting.count({kept.delivery.source: {quarantined(kept.reason): -1}}, now)
        return counts

    def _options(self, source: str) -> Mapping[str, Any]:
        try:
            return self.sources(source).options
        except NotFound:
            return {}


def parse(delivery: Delivery) -> Parsed:
    """Understands a delivery by its parser: a provider of `segue.channels`, Segment's HTTP API, or as an event."""
    if delivery.parser == PARSER:
        return waited(delivery)
    if delivery.parser == segment_api.PARSER:
        return segment_api.understand(delivery)
    if delivery.parser == PINPOINT:  # imported where it is needed, as providers are
        return import_module("segue.pinpoint_api").understand(delivery)
    return understood(delivery, provider(delivery.parser).incoming)
