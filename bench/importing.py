"""Imports: rows a second that one core makes events of, on the history of a real shop; nothing is written.

Online Retail II stands outside the repository; where it is absent there are no figures. The process's own CPU is
measured, all threads of DuckDB's added up, so that it is a figure per core: the best of three tries.
`PYTHONPATH=layers/segue:. python -m bench.importing` measures and writes `imports` into results.json.
"""

import time
from pathlib import Path
from typing import Any

from bench.keeping import keep
from segue.events import Event, encode
from segue.imports.formats import plan_of
from segue.imports.parts import Origin, understood
from segue.imports.reading import opened

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "datasets" / "online_retail_ii_2009_2010"
FILE = FOLDER / "data_even_customers.csv.gz"
TRIES = 3
NOON = 1_795_348_800_000


def there() -> bool:
    """Whether the data is on this machine."""
    return FILE.exists()


def figures() -> dict[str, Any]:
    """{"imports": {...}}, or nothing where the data is absent."""
    if not there():
        return {}
    return {"imports": max((_tried() for _ in range(TRIES)), key=lambda one: one["rows_per_second_per_core"])}


def _tried() -> dict[str, Any]:
    began = time.process_time()
    plan = plan_of("csv", "orders-csv")
    reading, origin = opened(FILE, "csv", plan), Origin("shop", NOON)
    parts = [part for one in reading.pieces for part in understood(one, origin, plan.understand)]
    events = [encode(one) for one in parts if isinstance(one, Event)]
    seconds = time.process_time() - began
    return {
        "rows": reading.total,
        "events": len(events),
        "left_out": len(parts) - len(events),
        "rows_per_second_per_core": round(reading.total / seconds),
        "events_per_second_per_core": round(len(events) / seconds),
    }


def main() -> None:
    """Measures, prints and keeps."""
    if not there():
        raise SystemExit(f"There is no {FILE}.")
    keep(figures())


if __name__ == "__main__":
    main()
