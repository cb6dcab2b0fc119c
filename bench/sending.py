"""What a message costs beside its provider's price: a day's reminders, which come one at a time, and a broadcast."""

import argparse
from collections.abc import Mapping
from typing import Any

from bench import measuring
from bench.driving import drive, opened
from bench.figures import sent
from bench.keeping import keep
from bench.workload import Day, Shape
from segue.times import HOUR, MINUTE
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.world import World
from tests.handlers.audience import made, with_people

PEOPLE = 500


def figures(reminders: Mapping[str, Any]) -> dict[str, Any]:
    """Both; `reminders` is what the day's cost."""
    return {"sending": {"commit": measuring.commit(), **reminders, "broadcast": broadcast()}}


def broadcast() -> dict[str, Any]:
    """One mail to each of some people, whose caps count it."""
    world = World()
    with world.open():
        api = with_people(world, PEOPLE, ("Europe/Berlin",))
        clear(world.region.meter)
        made(api)
        world.pass_time(HOUR)
        mails = len(world.region.mailbox.mails)
        assert mails == PEOPLE, mails
        return sent(world.region.meter, mails)


def clear(meter: Meter) -> None:
    """Counts from here."""
    counted = (meter.requests, meter.writes, meter.reads, meter.chunks, meter.invocations, meter.records, meter.logs)
    for counts in counted:
        counts.clear()


def reminders(events: int) -> dict[str, Any]:
    """The day as `bench.run` plays it with full batches, or a shorter one."""
    with opened(30 * MINUTE) as world:
        drive(world, Day(Shape(events=events)).deliveries())
        return {"events": events, **sent(world.region.meter, len(world.region.mailbox.mails))}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=Shape.events)
    keep(figures(reminders(parser.parse_args().events)))
