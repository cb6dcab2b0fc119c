"""Rows of the archive as they lie in the bucket, and the measures' night."""

import gzip
import json
from collections.abc import Iterable, Mapping
from typing import Any

from segue.aws.settings import settings
from segue.times import MINUTE, Millis, to_text
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.measured import fact


def order(who: int, time: str, purchase: int, money: int, **said: Any) -> dict[str, Any]:
    """An order of a pseudonym, at `2026-11-29 10:00`."""
    return fact("order", "Order Completed", who, time, purchase=purchase, money=money, currency="EUR", **said)


def lay(world: World, name: str, *rows: Mapping[str, Any]) -> None:
    """New rows into the bucket, an object for each of their partitions."""
    for date, kind in {(row["date"], row["kind"]) for row in rows}:
        own = [row for row in rows if (row["date"], row["kind"]) == (date, kind)]
        key = f"new/date={date}/kind={kind}/{name}.json.gz"
        world.region.buckets.objects[settings().archive_bucket, key] = gzip.compress(lines(own), mtime=0)


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """As JSON lines, without the columns that are those of the partition."""
    said = [{name: value for name, value in row.items() if name not in ("date", "kind")} for row in rows]
    return "\n".join(json.dumps(row, default=lambda time: time.isoformat(" ", "milliseconds")) for row in said).encode()


def stored(world: World, folder: str) -> list[str]:
    """The names of what lies in a folder of the archive."""
    return sorted(key for _, key in world.region.buckets.objects if key.startswith(folder))


def day_of(world: World, back: int = 0) -> str:
    """Today, or so many days ago."""
    return to_text(world.clock - back * 24 * 60 * MINUTE)[:10]


def night(world: World, wait: Millis = MINUTE) -> None:
    """The schedule calls, and all that follows is done."""
    event = json.loads((ROOT / "events" / "measure.json").read_text())
    world.hand_over("measure", event | {"time": f"{day_of(world)}T02:30:00Z"})
    world.pass_time(wait)
