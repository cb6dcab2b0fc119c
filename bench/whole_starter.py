"""What an event takes where all of the starter playbook is in force, as it is in a new stack, beside what it takes with
the part about carts alone, by which the reference workload is played."""

from typing import Any

from bench.keeping import keep
from bench.playing import FULL_BATCHES, played
from bench.workload import Day, Shape
from tests.handlers.starter import whole_starter

SHAPE = Shape(events=20_000, customers=2_000)
TOLD = (
    "events",
    "usd_per_million",
    "write_units_per_event",
    "read_units_per_event",
    "requests_per_event",
    "usd_by_part",
    "usd_by_purpose",
)


def of_starter() -> dict[str, Any]:
    """{"starter": {"events", "carts": figures, "whole": figures}}."""
    deliveries = Day(SHAPE).deliveries()
    found = {"carts": played(deliveries, FULL_BATCHES), "whole": played(deliveries, FULL_BATCHES, whole_starter())}
    told = {name: {key: one[key] for key in TOLD} for name, one in found.items()}
    return {"starter": {"events": SHAPE.events, **told}}


if __name__ == "__main__":
    keep(of_starter())
