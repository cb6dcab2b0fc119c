"""Prices and units as they lie beside this file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
MILLION = 1_000_000
EVENT, SEND = "event", "send"
Units = dict[str, float]


@dataclass(frozen=True)
class Prices:
    """Dollars by the million and by the month, in a region. `asked`: the region of the stack; where it is not the one
    of the prices, the prices are another region's."""

    region: str
    asked: str
    read: str
    source: str
    prices: Units
    monthly: Units

    def of(self, units: Units, count: float) -> Units:
        """What so many cost, by unit."""
        return {name: self.prices[name] * much * count / MILLION for name, much in units.items()}

    @property
    def standing(self) -> float:
        """Dollars a month while nothing happens."""
        return sum(self.monthly[name] * count for name, count in measured()["standing"].items())


@cache
def _kept(name: str) -> dict[str, Units]:
    return json.loads((HERE / name).read_text())


def measured() -> dict[str, Units]:
    """Units of an `event` and a `send` by the benchmark, and how many of what stands there: `standing`."""
    return _kept("units.json")


def prices_of(region: str) -> Prices:
    """The prices of a region, or those of the usual one where it is not in the file."""
    kept = json.loads((HERE / "prices.json").read_text())
    known = region if region in kept["regions"] else kept["usual"]
    one = kept["regions"][known]
    return Prices(known, region or known, kept["read"], one["source"], one["prices"], one["monthly"])
