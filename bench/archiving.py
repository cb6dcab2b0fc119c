"""What the archive costs: a day of the reference workload, written in batches as `template.yaml` says.

Objects and bytes are those of `new/`; a night's compaction reads each once and takes it away.
"""

import gzip
from typing import Any

from bench import prices
from bench.driving import drive, opened
from bench.figures import ARCHIVE
from bench.keeping import keep
from bench.workload import Day, Shape
from tests.faults.cloud.world import World

EVENTS = 5_000
PUT_MILLION = 5.00  # dollars; S3 Standard
GB_MONTH = 0.023


def figures(events: int = EVENTS) -> dict[str, Any]:
    """Objects, rows and bytes per event, and dollars per million events without what they cost to keep."""
    with opened(None) as world:
        came = drive(world, Day(Shape(events=events, customers=max(1, events // 10))).deliveries())
        return {"archive": told(world, came)}


def told(world: World, events: int) -> dict[str, Any]:
    """The same of a world that was driven."""
    bodies = [body for (bucket, _), body in world.region.buckets.objects.items() if bucket == "ArchiveBucket"]
    rows = sum(len(gzip.decompress(one).splitlines()) for one in bodies)
    meter = world.region.meter
    puts = sum(count for (name, what), count in meter.requests.items() if name in ARCHIVE and what == "s3.PutObject")
    size = sum(map(len, bodies))
    return {
        "events": events,
        "batches": sum(meter.invocations[name] for name in ARCHIVE),
        "puts_per_event": round(puts / events, 4),
        "rows_per_event": round(rows / events, 3),
        "bytes_per_row": round(size / rows, 1),
        "usd_per_million_events": round(
            prices.bill(meter, ARCHIVE).per_million(events) + PUT_MILLION * puts / events, 3
        ),
        "usd_by_part": {name: round(usd / events, 4) for name, usd in prices.bill(meter, ARCHIVE).parts.items() if usd},
        "gb_per_million_events": round(size / events / 1000, 4),
        "usd_a_month_per_million_events_kept": round(GB_MONTH * size / events / 1000, 5),
    }


if __name__ == "__main__":
    keep(figures())
