"""What log lines come to, in bytes as CloudWatch bills them: of an event, and of a message that goes out.

A line is written where something is done for a customer (docs/decisions/0300), so a small shop tells as much of it as a
large one.
"""

from typing import Any

from bench import measuring
from bench.driving import drive, opened
from bench.figures import EVENTS, SENDING
from bench.keeping import keep
from bench.workload import Day, Shape
from segue.times import MINUTE

SHOP = Shape(events=2_000, customers=200)


def figures() -> dict[str, Any]:
    """Bytes of one event and of one message."""
    with opened(30 * MINUTE) as world:
        events = drive(world, Day(SHOP).deliveries())
        logs, mails = world.region.meter.logs, len(world.region.mailbox.mails)
        of_events, of_messages = (sum(logs[name] for name in some) for some in (EVENTS, SENDING))
        each = {"bytes_per_event": round(of_events / events, 1), "bytes_per_message": round(of_messages / mails, 1)}
        return {"logs": {"commit": measuring.commit(), "events": events, "messages": mails, **each}}


if __name__ == "__main__":
    keep(figures())
