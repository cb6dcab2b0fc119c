"""What the measures say of the crowd, beside what is true of it."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue_tools.api import Api
from segue_tools.demo.clock import iso
from segue_tools.demo.truth import Truth

PATIENCE = 180.0  # seconds until what the archive lacks counts as missing
PAUSE = 3.0
Row = tuple[str, int, int]  # what, expected, found


@dataclass(frozen=True)
class Measures:
    """Asks the measures of two days, so that a day that ends at midnight is whole."""

    api: Api
    run: str
    opening: float

    def parts(self, name: str, by: str, where: str) -> Mapping[str, Mapping[str, Any]]:
        """{part: figure} as it is now. Raises Refused."""
        days = f"from={iso(self.opening - 3600)[:10]}&to={iso(time.time())[:10]}"
        found = self.api.get(f"/v1/measures/{name}?{days}&by={by}&where={where}&refresh=true")
        return {one["part"]: one["now"] for one in found.get("parts", ())}  # none while it is worked out

    def crowd(self) -> "Seen":
        """What they say of the crowd of the run."""
        of = f"campaign:{self.run}"
        return Seen(self.parts("conversion", "device", f"what:visit,{of}"), self.parts("revenue", "device", of))


@dataclass(frozen=True)
class Seen:
    """Figures by device of visits that led to an order, and of revenue."""

    visits: Mapping[str, Mapping[str, Any]]
    revenue: Mapping[str, Mapping[str, Any]]

    def rows(self, true: Truth) -> Iterator[Row]:
        """The sums beside those that are true."""
        for device, count in sorted(true.visits.items()):
            figure = self.visits.get(device, {"things": 0, "value": 0})
            yield f"visits by {device}, measured", count, figure["things"]
            yield f"of them with an order, by {device}", true.orders[device], round(figure["things"] * figure["value"])
        yield "cents of the crowd, measured", true.cents, round(sum(one["value"] for one in self.revenue.values()))


def settled(measures: Measures, true: Truth) -> Seen:
    """What they say once it is true, or after a long wait."""
    end, seen = time.time() + PATIENCE, measures.crowd()
    while time.time() < end and any(want != got for _, want, got in seen.rows(true)):
        time.sleep(PAUSE)
        seen = measures.crowd()
    return seen
