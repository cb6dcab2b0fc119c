"""The benchmark: `make bench` plays the reference workload, then measures one thing after the other, writes each into
`bench/results.json` as soon as it is known, and prints a table.

Counts, not clocks. `bench/README.md` explains every number.
"""

import argparse
import time
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bench import (
    appearing,
    archiving,
    crowds,
    deciding,
    experiments,
    febrl,
    forecasting,
    importing,
    lines,
    measuring,
    measuring_archive,
    recommendations,
    segments,
    sending,
    simulating,
    starting,
    timeline,
    whole_starter,
)
from bench.keeping import RESULTS, added
from bench.playing import FULL_BATCHES, played
from bench.workload import Day, Delivery, Shape

LIVE_SHARE = 0.2  # of the day, from its middle: folding every second takes longer to play


def middle(deliveries: list[Delivery]) -> list[Delivery]:
    """A part of the day around its middle, at the day's own pace."""
    first = int(len(deliveries) * (0.5 - LIVE_SHARE / 2))
    return deliveries[first : first + int(len(deliveries) * LIVE_SHARE)]


def reference(shape: Shape) -> dict[str, Any]:
    """The day, and what its messages cost."""
    deliveries = Day(shape).deliveries()
    full, live = played(deliveries, FULL_BATCHES), played(middle(deliveries), None)
    starts = starting.figures()
    hot = full["items"]["identities"]
    return {
        "commit": measuring.commit(),
        "machine": measuring.machine(),
        "workload": {**asdict(shape), "requests": len(deliveries), "came_in": full.pop("events"), "batch": 100},
        "collect_modules": starts["collect"]["modules"],
        "cpu_ratio_to_put": measuring.cpu_ratio_to_put(),
        "item_bytes_p50": hot["p50"],
        "item_bytes_p99": hot["p99"],
        **full,
        "live": live,
        "starting": starts,
        **sending.figures(full["sending"]),
    }


def identity() -> dict[str, Any]:
    """What crowds cost, and how well suggested merges find known duplicates where Febrl's data is at hand."""
    return {"identity": {**febrl.figures(), **crowds.figures()}}


# What is measured besides, each under its own names.
TOPICS = (
    whole_starter.of_starter,
    identity,
    importing.figures,
    segments.figures,
    simulating.figures,
    timeline.figures,
    deciding.figures,
    appearing.figures,
    recommendations.figures,
    forecasting.figures,
    archiving.figures,
    measuring_archive.figures,
    experiments.figures,
    lines.figures,
)


def table_of(results: Mapping[str, Any]) -> str:
    """The headline figures, at a batch of 100 and live."""
    names = [name for name, value in results.items() if isinstance(value, int | float)]
    live = results["live"]
    rows = [f"{'':28}{'batch of 100':>14}{'1 s window':>14}"]
    rows += [f"{name:28}{results[name]:>14}{live.get(name, ''):>14}" for name in names]
    rows += [f"{'sending.usd_per_million':28}{results['sending']['usd_per_million']:>14}"]
    rows += [f"{'... in a broadcast':28}{results['sending']['broadcast']['usd_per_million']:>14}"]
    rows += [
        f"{name:28}{dollars:>14}{live['usd_by_purpose'].get(name, 0):>14}"
        for name, dollars in results["usd_by_purpose"].items()
    ]
    rows += [starting.table_of(results["starting"])]
    rows += [f"segments: {results['segments']}", recommendations.table_of(results["recommendations"])]
    rows += [forecasting.table_of(results["forecasts"])]
    return "\n".join([*rows, *(f"{name}: {value}" for name, value in results["identity"].items())])


def main() -> None:
    """Plays, writes, prints. What was measured stays where a later part fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=Shape.events)
    parser.add_argument("--seed", type=int, default=Shape.seed)
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    begin, results = time.monotonic(), {}
    for part in (partial(reference, Shape(seed=asked.seed, events=asked.events)), *TOPICS):
        found = part()
        results = added(found, asked.output)
        print(f"{time.monotonic() - begin:5.0f} s  {', '.join([*found][:4])}", flush=True)
    print(table_of(results))


if __name__ == "__main__":
    main()
