"""From a driven world to figures: per event, per message, per item."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench import prices
from tests.faults.cloud import stack
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.values import item_size
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World

SENDING = ("dispatch_messages", *sorted(one for one in stack.functions() if stack.folder_of(one) == "send"))
EVENTS = ("collect", "receive_commerce", "receive_email", "fold_events", "publish_signals", "run_journeys")
ARCHIVE = ("archive_events",)  # by itself: `bench.archiving`
PLATFORM = ("bus", "scheduler")  # rules and timers send to queues too


@dataclass
class Depths:
    """Watches how many requests stood behind one another at the door; those that a pool sends side by side are one.

    `repeats`: where the door counts that something came again, which is all that it does for a repeat (decision 80).
    """

    most: int = 0
    repeats: int = 0
    alone: int = 0
    beside: int = 0

    def __call__(self, request: Request) -> None:
        """One request more."""
        if request.function == "collect" and request.index == 0:
            self.alone = self.beside = 0
        if request.function != "collect" or request.service != "dynamodb":
            return
        if request.operation == "UpdateItem":
            self.repeats = max(self.repeats, self.alone + self.beside + 1)
            return
        if threading.current_thread() is threading.main_thread():
            self.alone += 1
        else:
            self.beside = 1
        self.most = max(self.most, self.alone + self.beside)


def figures(world: World, events: int, depths: Depths) -> dict[str, Any]:
    """Everything that the counts of one drive say."""
    meter = world.region.meter
    bill = prices.bill(meter, EVENTS + PLATFORM)
    doors = sum(meter.invocations[name] for name in prices.DOORS[:2])
    mails = len(world.region.mailbox.mails)
    written = sum(units for (name, _), units in meter.writes.items() if name in EVENTS)
    read = sum(units for (name, _), units in meter.reads.items() if name in EVENTS)
    return {
        "requests_per_event": round(_requests(meter, EVENTS) / events, 3),
        "write_units_per_event": round(written / events, 3),
        "read_units_per_event": round(read / events, 3),
        "ingest_round_trips": depths.most,
        "ingest_round_trips_of_a_repeat": depths.repeats,
        "usd_per_million": bill.per_million(events),
        "usd_per_million_http_api": round(bill.per_million(events) + prices.HTTP_API_REQUEST * doors / events, 4),
        "log_bytes_per_event": round(sum(meter.logs[name] for name in EVENTS) / events, 3),
        "events_per_fold": round(meter.records["fold_events"] / max(1, _folded(world)), 3),
        "sending": sent(meter, mails),
        "usd_by_part": {name: round(dollars / events, 4) for name, dollars in bill.parts.items()},
        "requests": _each(meter.requests, events, EVENTS) | _each(_calls(meter), events, EVENTS),
        "write_units": _each(meter.writes, events, EVENTS),
        "read_units": _each(meter.reads, events, EVENTS),
    }


def sent(meter: Meter, mails: int) -> dict[str, Any]:
    """What deciding and sending cost, per message that went out; the provider's price is not in it."""
    bill = prices.bill(meter, SENDING)
    return {
        "usd_per_million": bill.per_million(mails),
        "messages": mails,
        "usd_by_part": {name: round(dollars / mails, 4) for name, dollars in bill.parts.items() if dollars},
        "requests": _each(meter.requests, mails, SENDING) | _each(_calls(meter), mails, SENDING),
        "write_units": _each(meter.writes, mails, SENDING),
        "read_units": _each(meter.reads, mails, SENDING),
    }


def _requests(meter: Any, functions: Sequence[str]) -> float:
    """Billable requests: invocations, and AWS requests of the functions."""
    asked = sum(count for (name, _), count in meter.requests.items() if name in functions)
    return asked + sum(meter.invocations[name] for name in functions)


def _calls(meter: Any) -> dict[tuple[str, str], float]:
    return {(name, "invocation"): count for name, count in meter.invocations.items()}


def _each(counts: Any, events: int, functions: Sequence[str]) -> dict[str, float]:
    """Per event, the largest first."""
    wanted = {pair: count for pair, count in counts.items() if pair[0] in functions}
    ranked = sorted(wanted.items(), key=lambda pair: -pair[1])
    return {" ".join(pair): round(count / events, 4) for pair, count in ranked if count / events >= 0.0005}


def _folded(world: World) -> int:
    """How often an identity's row was written."""
    return sum(int(row["v"]["N"]) for row in world.table("Identities").items() if "b" in row)


def item_bytes(world: World, table: str) -> dict[str, int]:
    """Sizes of a table's items as DynamoDB charges them."""
    sizes = sorted(item_size(item) for item in world.table(table).items())
    places = {f"p{share}": sizes[min(len(sizes) - 1, share * len(sizes) // 100)] for share in (50, 95, 99)}
    return {"items": len(sizes), **places, "most": sizes[-1]}
