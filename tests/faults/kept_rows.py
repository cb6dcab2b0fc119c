"""What the archive's bucket holds, as its readers see it: each row once, whoever wrote it how often."""

import gzip
from collections.abc import Iterator
from typing import Any

import msgspec

from tests.faults.cloud.world import World

Row = dict[str, Any]
BUCKET = "ArchiveBucket"


def objects(world: World) -> dict[str, bytes]:
    """Objects of what is new, by name."""
    kept = world.region.buckets.objects
    return {key: body for (bucket, key), body in kept.items() if bucket == BUCKET and key.startswith("new/")}


def archived(world: World) -> dict[int, Row]:
    """Rows by id, with the day and kind of their object. Raises AssertionError where a repeat says something else."""
    found: dict[int, Row] = {}
    for row in written(world):
        assert found.setdefault(row["id"], row) == row
    return found


def written(world: World) -> Iterator[Row]:
    """Every row as often as it was written, with the day and kind of its object."""
    for key, body in objects(world).items():
        _, day, kind, _ = key.split("/")
        place = {"date": day.removeprefix("date="), "kind": kind.removeprefix("kind=")}
        yield from ({**msgspec.json.decode(line), **place} for line in gzip.decompress(body).splitlines())


def told_apart(rows: dict[int, Row]) -> list[Row]:
    """Rows in order with people numbered as they come: pseudonyms are drawn, and differ from run to run."""
    ordered = [rows[one] for one in sorted(rows)]
    numbers = {who: place for place, who in enumerate(dict.fromkeys(row["who"] for row in ordered))}
    return [{**row, "who": numbers[row["who"]]} for row in ordered]
