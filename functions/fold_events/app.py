"""Woken by the Ledger's stream: takes new events into profiles, people, memberships and signals."""

from typing import Any

from segue.aws.ledger_stream import records_of
from segue.lambdas import Lambda, now
from segue.profile.canaries import apart
from segue.wiring.awaiting import awaiting
from segue.wiring.folds import folding, placement_counts, stored_counts
from segue.wiring.quarantine import quarantine
from segue.wiring.tracking import note


def handler(event: Lambda, _context: Any) -> None:
    """A DynamoDB stream batch; raises for the platform to bring the whole batch again."""
    records, broken = records_of(event)
    if broken:
        quarantine().keep(broken)
    records, canaries = apart(records)
    moment = now()
    if records:
        records = folding().fold(records, moment)
        stored_counts().add(records, moment)
        placement_counts().add(records, moment)
        note([one.event for one in records], moment)
        awaiting().note(records, moment)
    if canaries:
        from segue.wiring.canaries import fold  # every few minutes, in one batch of many

        fold(canaries)
