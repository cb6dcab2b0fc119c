"""List prices of us-east-1 without free tier, and what a run's counts cost. Dollars per million of whatever is counted.

`bench/README.md` gives the formula in words and the sources of the prices.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segue.costs.pricing import prices_of
from tests.faults.cloud.meter import Meter

LISTED = prices_of("us-east-1").prices
LAMBDA_REQUEST = LISTED["lambda_requests"]
LAMBDA_GB_SECOND = LISTED["gb_seconds"]  # arm64
HTTP_API_REQUEST = LISTED["http_requests"]
WRITE_UNIT = LISTED["write_units"]
READ_UNIT = LISTED["read_units"]
QUEUE_REQUEST = LISTED["queue_requests"]
BUS_EVENT = LISTED["bus_events"]
SCHEDULE = LISTED["schedules"]
SECRET_REQUEST = 5.00
LOG_BYTE = LISTED["log_bytes"]

# Modelled, since clocks are not counted: seconds of a call, and of each record or message after its first.
DOORS = ("collect", "receive_commerce", "receive_email")
DOOR_SECONDS, DOOR_GB = 0.015, 0.25
RECORD_SECONDS, RECORD_GB = 0.005, 0.5


@dataclass(frozen=True)
class Bill:
    """Dollars by what they are for, of a whole run."""

    parts: dict[str, float]

    @property
    def total(self) -> float:
        """The sum."""
        return sum(self.parts.values())

    def per_million(self, count: int) -> float:
        """Dollars per million of something of which there were so many; counts are priced per million already."""
        return round(self.total / count, 4) if count else 0.0


def bill(meter: Meter, functions: Iterable[str]) -> Bill:
    """What these functions cost by the meter, without the HTTP API."""
    named = set(functions)
    calls = {name: count for name, count in meter.invocations.items() if name in named}
    return Bill(
        {
            "lambda_requests": LAMBDA_REQUEST * sum(calls.values()),
            "lambda_compute": LAMBDA_GB_SECOND * sum(_gb_seconds(meter, name) for name in calls),
            "write_units": WRITE_UNIT * _of(meter.writes, named),
            "read_units": READ_UNIT * _of(meter.reads, named),
            "queues": QUEUE_REQUEST * queue_requests(meter, named),
            "bus": BUS_EVENT * _of(meter.chunks, named, "events"),
            "schedules": SCHEDULE * _of(meter.requests, named, "scheduler.CreateSchedule"),
            "secrets": SECRET_REQUEST * _of(meter.requests, named, "secrets-manager.GetSecretValue"),
            "logs": LOG_BYTE * sum(meter.logs[name] for name in named),
        }
    )


def queue_requests(meter: Meter, functions: set[str]) -> float:
    """Sends by 64 KB, and for each batch that a function is handed one receive and one delete."""
    fed = sum(2 * meter.invocations[name] for name in functions & {"run_journeys", "send_email"})
    return _of(meter.chunks, functions, "sqs") + fed


def _gb_seconds(meter: Meter, function: str) -> float:
    if function in DOORS:
        return DOOR_GB * DOOR_SECONDS * meter.invocations[function]
    return RECORD_GB * RECORD_SECONDS * meter.records[function]


def _of(counts: Mapping[tuple[str, str], float], functions: set[str], name: str = "") -> float:
    return sum(one for (function, what), one in counts.items() if function in functions and name in ("", what))
