"""What an event takes where all of the starter playbook is in force, as it is in a new stack, beside what it takes with
the part about carts alone, by which the reference workload is played."""

from typing import Any

from bench.driving import drive, opened
from bench.figures import EVENTS, Depths, figures
from bench.keeping import keep
from bench.spending import Spending
from bench.workload import Day, Delivery, Shape
from segue.times import MINUTE
from tests.faults.shop import put_in_force
from tests.handlers.starter import starter_files, whole_starter

SHAPE = Shape(events=20_000, customers=2_000)
WINDOW = 30 * MINUTE  # full batches, as the reference's
TOLD = (
    "usd_per_million",
    "write_units_per_event",
    "read_units_per_event",
    "requests_per_event",
    "usd_by_part",
    "usd_by_purpose",
)


def in_force(texts: dict[str, str], deliveries: list[Delivery]) -> dict[str, Any]:
    """The figures of one drive with this playbook."""
    with opened(WINDOW) as world:
        put_in_force(world, texts)
        depths, spending = Depths(), Spending(world.region, frozenset(EVENTS))
        world.region.gate.watchers.append(depths)
        events = drive(world, deliveries)
        found = {**figures(world, events, depths), **spending.figures(events)}
    return {"came_in": events, **{name: found[name] for name in TOLD}}


def of_starter() -> dict[str, Any]:
    """{"starter": {"events", "carts": figures, "whole": figures}}."""
    deliveries = Day(SHAPE).deliveries()
    carts, whole = in_force(starter_files(), deliveries), in_force(whole_starter(), deliveries)
    return {"starter": {"events": SHAPE.events, "carts": carts, "whole": whole}}


if __name__ == "__main__":
    keep(of_starter())
