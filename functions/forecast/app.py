"""Learns from everybody: begun by a schedule every night or by staff, then woken by its own queue, stage by stage."""

from typing import Any

from segue.lambdas import Lambda, each_message, now
from segue.wiring.learning import working
from segue.wiring.model_runs import nightly


def handler(event: Lambda, _context: Any) -> dict[str, Any] | None:
    """A scheduled event begins the run of its day; of an SQS batch it answers which messages must come again."""
    if "Records" in event:
        return each_message(event, lambda said: working().work(said["modelrun"], said["step"]))
    nightly(event["time"][:10], now())
    return None
