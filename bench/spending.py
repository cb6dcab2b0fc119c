"""Where units and requests go: by function, operation and table, and by the part of the domain that asked."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from bench import prices
from bench.figures import PLATFORM
from tests.faults.cloud.region import Region
from tests.faults.cloud.wire import Request

Spent = dict[str, float]
# What units are spent for, by who asked for them and how.
PURPOSES = {
    "intake": "rows of the ledger",
    "-": "rows of the ledger",  # of an SDK's batch: a pool sends them
    "folding BatchExecuteStatement": "rows of identities",
    "folding BatchGetItem": "rows of identities",
    "identity": "who is one person",
    "segments": "segments",
    "journeys": "journeys",
}
REST = "live feed, outcomes, playbook"
LEAST = 0.0005  # of what there is of anything per event; below it is no cost


def _floats() -> Spent:
    return defaultdict(float)


@dataclass
class Spending:
    """Stands before a region and notes what each request costs; `functions` are those that count."""

    region: Region
    functions: frozenset[str]
    writes: Spent = field(default_factory=_floats)
    reads: Spent = field(default_factory=_floats)
    signals: Spent = field(default_factory=_floats)

    def __post_init__(self) -> None:
        self._apply = self.region.apply
        vars(self.region)["apply"] = self._noted

    def _noted(self, request: Request) -> Any:
        meter = self.region.meter
        before = sum(meter.writes.values()), sum(meter.reads.values())
        try:
            return self._apply(request)
        finally:
            if request.function in self.functions:
                self._note(request, sum(meter.writes.values()) - before[0], sum(meter.reads.values()) - before[1])

    def _note(self, request: Request, writes: float, reads: float) -> None:
        place = f"{request.function} {asker()} {request.operation}"
        self.writes[place] += writes
        self.reads[place] += reads
        for entry in request.params.get("Entries", []):
            self.signals[str(entry["DetailType"])] += 1

    def figures(self, events: int) -> dict[str, Spent]:
        """Per event, the largest first."""
        noted = {"writes_by_asker": self.writes, "reads_by_asker": self.reads, "signals": self.signals}
        return {name: _ranked(one, events) for name, one in (noted | {"usd_by_purpose": self.dollars()}).items()}

    def dollars(self) -> Spent:
        """What all units and all that is no unit cost, by purpose."""
        meter, others = self.region.meter, self.functions - set(prices.DOORS)
        found = _floats()
        for place in {*self.writes, *self.reads}:
            found[purpose(place)] += prices.WRITE_UNIT * self.writes[place] + prices.READ_UNIT * self.reads[place]
        parts = prices.bill(meter, (*self.functions, *PLATFORM)).parts
        doors, rest = (prices.bill(meter, some).parts for some in (prices.DOORS, others))
        found["Lambda of the doors"] = doors["lambda_requests"] + doors["lambda_compute"]
        found["Lambda of the others"] = rest["lambda_requests"] + rest["lambda_compute"]
        return found | {name: parts[name] for name in ("bus", "queues", "schedules", "secrets", "logs")}


def purpose(place: str) -> str:
    """What a request is for; `place` is function, asker and operation."""
    asked = place.partition(" ")[2]
    return next((what for begin, what in PURPOSES.items() if asked.startswith(begin)), REST)


def asker() -> str:
    """The module that the request at hand comes from: the innermost that knows nothing of AWS."""
    names = (str(one.f_globals.get("__name__")) for one in _frames())
    return next((one.removeprefix("segue.") for one in names if _asks(one)), "-")


def _asks(name: str) -> bool:
    return name.startswith("segue.") and not name.startswith(("segue.aws", "segue.lambdas"))


def _frames() -> Iterator[FrameType]:
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        yield frame


def _ranked(counts: Spent, events: int) -> Spent:
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    return {name: round(count / events, 4) for name, count in ranked if count / events >= LEAST}
