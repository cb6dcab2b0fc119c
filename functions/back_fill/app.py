"""Woken by its own queue: brings everybody's membership in line with changed segments, compares everybody with the
ledger, and sends itself on. Woken by a schedule: begins the night's comparison."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.filling import filling


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """Of an SQS batch of steps it answers which of them must come again."""
    if "Records" in event:
        return each_message(event, _work)
    from segue.wiring.reconciliations import nightly

    nightly(event["time"][:10], now())
    return None


def _work(said: dict[str, Any]) -> None:
    if "reconciliation" in said:
        from segue.wiring.reconciling import working

        working().work(said["reconciliation"], said["step"])
    else:
        filling().work(said["backfill"], said["step"])
