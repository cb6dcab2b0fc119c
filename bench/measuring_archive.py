"""Measures over ten million events: how long each takes in DuckDB with two threads and 4 GiB, and what Athena reads.

`PYTHONPATH=layers/segue:tools:. python -m bench.measuring_archive` measures and writes `measures` into results.json;
with `--only NAME` it measures one or some and keeps them beside what is known of the others: each says at which
commit it was measured, and how many processes wanted a processor then (`load`). Seconds are a clock (`cpu_seconds`:
of both threads together; with nobody else on the machine `seconds` lies between half of that and all of it); rows,
bytes and what Athena would read are the same on any machine. The archive is a year of a made-up shop
(`measuring_archive.sql`), kept in the folder that `--folder` names, so that a second run need not make it.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from bench.keeping import RESULTS, keep
from bench.measuring import ROOT, commit
from bench.measuring_bytes import bytes_read
from bench.peaks import peak
from segue.archive.columns import PEOPLE
from segue.measures.composing import Asked, statement
from segue.measures.computing import answered, columns
from segue.measures.definitions import Definition, definitions
from segue.measures.local import ALL, Files, Limits, database, opened
from segue.measures.reaching import Reach, reach_of
from segue.times import DAY, HOUR, from_text

NUMBER = 10_000_000
MEMORY, THREADS = "4GiB", 2
UNTIL = from_text("2026-12-01T00:00:00Z")
YEAR, QUARTER = 365, 90
PER_PERSON = 40  # events of an identity
PARQUET = "FORMAT parquet, COMPRESSION zstd, OVERWRITE_OR_IGNORE"


@dataclass(frozen=True)
class Lying:
    """The archive on disk, as it lies in the bucket."""

    folder: Path
    limits: Limits

    @classmethod
    def made(cls, folder: Path, number: int) -> "Lying":
        """That of so many events, made unless it is there."""
        here = cls(folder / str(number), Limits(MEMORY, THREADS, folder / "spilled"))
        if not here.people.exists():
            here.folder.mkdir(parents=True, exist_ok=True)
            _make(here, number)
        return here

    @property
    def people(self) -> Path:
        """Who is one person: the last file that is made."""
        return self.folder / "people.parquet"

    def parts(self, reach: Reach) -> list[Path]:
        """The parts of a stretch."""
        days = [one for one in sorted(self.folder.glob("date=*")) if reach.first <= one.name[5:] <= reach.last]
        kinds = [day / f"kind={kind}" for day in days for kind in sorted(reach.kinds)]
        return [file for kind in kinds for file in sorted(kind.glob("*.parquet"))]


def _make(here: Lying, number: int) -> None:
    base = database(here.limits)
    people = number // PER_PERSON
    text = (ROOT / "bench" / "measuring_archive.sql").read_text().replace("{events}", str(number))
    for one in text.replace("{people}", str(people)).split(";"):
        said = "\n".join(line for line in one.splitlines() if not line.startswith("--")).strip()
        if said.startswith("SELECT"):
            base.execute(f"CREATE OR REPLACE TEMP TABLE made ({columns(ALL)})")
            more = "time AS received, strftime(time, '%Y-%m-%d') AS date, false AS history"
            base.execute(f"INSERT INTO made BY NAME SELECT *, {more} FROM ({said})")
            named = ", ".join(f'"{name}"' for name in ALL)
            ordered = f"SELECT {named} FROM made ORDER BY date, who, time, id"
            base.execute("SET preserve_insertion_order = true; SET threads = 1")
            base.execute(f"COPY ({ordered}) TO '{here.folder}' ({PARQUET}, PARTITION_BY (date, kind))")
            base.execute(f"SET preserve_insertion_order = false; SET threads = {THREADS}")
        elif said:
            base.execute(said)
    whose = "i + 1 - i % 5 % 2"  # of five identities two pairs are one person
    rows = f"SELECT i + 1 AS who, {whose} AS person, TIMESTAMP '2025-12-01' AS first, false AS held, false AS crossed"
    base.execute(f"CREATE TABLE people ({columns(PEOPLE)})")
    base.execute(f"INSERT INTO people {rows} FROM range({people}) AS t(i)")
    base.execute(f"COPY people TO '{here.people}' ({PARQUET})")


def figures(number: int = NUMBER, folder: Path | None = None, only: Sequence[str] = ()) -> dict[str, Any]:
    """{"measures": {...}}: every measure over a year and the year's last 90 days."""
    with tempfile.TemporaryDirectory() as kept:
        here = Lying.made(folder or Path(kept), number)
        found = _known() if only else {}
        found |= {name: _both(here, of) for name, of in definitions().items() if not only or name in only}
        size = sum(one.stat().st_size for one in here.folder.rglob("*.parquet"))
        slowest = max(found, key=lambda name: found[name]["seconds"])
        count = (
            database(here.limits).execute(f"SELECT count(*) FROM '{here.folder}/date=*/kind=*/*.parquet'").fetchone()
        )
    return {
        "measures": {
            "seconds_slowest": found[slowest]["seconds"],
            "slowest": slowest,
            "cpu_seconds_slowest": max(one["cpu_seconds"] for one in found.values()),
            "cpu_seconds_90_days_slowest": max(one.get("cpu_seconds_90_days", 0.0) for one in found.values()),
            "events": count[0] if count else 0,
            "bytes": size,
            "memory": MEMORY,
            "threads": THREADS,
            "peak_mb": peak(),
            "by_measure": found,
        }
    }


def _known() -> dict[str, dict[str, Any]]:
    """What was measured before, of measures that there still are."""
    before = json.loads(RESULTS.read_text()).get("measures", {}).get("by_measure", {})
    return {name: one for name, one in before.items() if name in definitions()}


def _both(here: Lying, of: Definition) -> dict[str, Any]:
    """Over a year; `seconds_90_days` and `cpu_seconds_90_days`: over its last 90 days."""
    year, quarter = _measured(here, of, YEAR), _measured(here, of, QUARTER)
    said = year | {f"{name}_90_days": quarter[name] for name in ("seconds", "cpu_seconds")}
    said |= {"load": round(os.getloadavg()[0], 1), "commit": commit()}
    print(of.name, said, flush=True)
    return said


def _measured(here: Lying, of: Definition, days: int) -> dict[str, Any]:
    asked = Asked(UNTIL - days * DAY, UNTIL, of.usual)
    sql = statement(of, asked)
    reach = reach_of(of, asked, sql)
    begun = time.perf_counter()
    base = opened(Files(here.parts(reach), people=here.people), list(_opening()), here.limits)
    stands, worked = time.perf_counter(), time.process_time()
    try:
        rows = len(answered(base, sql))
    except duckdb.Error as wrong:
        return {"seconds": 999.0, "cpu_seconds": 999.0, "wrong": f"{type(wrong).__name__}: {wrong}"[:300]}
    seconds, cpu = time.perf_counter() - stands, time.process_time() - worked
    read = bytes_read(here.parts(reach), sql)
    said = {"seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "opening": round(stands - begun, 2)}
    return said | {"rows": rows, "athena_bytes": read}


def _opening() -> Iterator[tuple[int, int]]:
    """From nine to six, every day."""
    for day in range(UNTIL - 2 * YEAR * DAY, UNTIL, DAY):
        yield day + 9 * HOUR, day + 18 * HOUR


def main() -> None:
    """Measures and writes, or prints some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=NUMBER)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    keep(figures(asked.events, asked.folder, asked.only))


if __name__ == "__main__":
    main()
