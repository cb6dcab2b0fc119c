"""Woken every five minutes: takes what could not be delivered out of the queues of dead letters, and keeps it; and
tells how many messages have been of unknown fate for long."""

from typing import Any

from segue.lambdas import Lambda, now
from segue.tracing import report
from segue.wiring.letters import keeping
from segue.wiring.unsettled import long_unsettled


def handler(_event: Lambda, _context: Any) -> None:
    """A scheduled event; what is not kept when something breaks off stays in its queue for the next."""
    found = keeping().sweep(now())
    if found:
        report("dead-letters-found", count=found)  # counted by a metric filter, which an alarm watches
    unknown = long_unsettled(now())
    if unknown:
        report("sends-unknown", count=unknown)
