"""What is left of somebody: every item of every table and every object of every bucket, looked through byte by byte."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from segue.aws.items import unpack
from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.endings import rows
from tests.handlers.staff_requests import Api

MINUTES = 10


def erase(world: World, who: dict[str, str], key: str = "") -> Any:
    """An officer erases somebody and waits for it: the request as it then is."""
    api = Api(world, "privacy", "privacy")
    status, asked = api.post("/v1/privacy/erasures", {"identifier": who, "reason": "asked for by mail"}, key)
    assert status == 202, asked
    world.pass_time(MINUTES * 60_000)
    status, done = api.get(f"/v1/privacy/requests/{asked['id']}")
    assert (status, done["state"]) == (200, "done"), (done, world.lambdas.errors[-2:])
    return done


def places(world: World, wanted: str) -> list[str]:
    """Where a text is found, whatever it is packed into."""
    tables = [(f"{name} {row.get('pk')} {row.get('sk')}", row) for name, row in _rows(world)]
    objects = [
        (f"{bucket} {key}", {"key": key, "b": body}) for (bucket, key), body in world.region.buckets.objects.items()
    ]
    needle = wanted.lower().encode()
    return sorted(where for where, held in (*tables, *objects) if any(needle in one.lower() for one in bytes_of(held)))


def point(world: World, address: str) -> dict[str, Any]:
    """What is known of an address that can be written to."""
    with world.aside():
        key = key_of(Identifier("email", address))
    return next(row for row in rows(world, "ContactPoints") if row["pk"] == key)


def _rows(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in stack.resources("AWS::DynamoDB::Table"):
        yield from ((name, row) for row in rows(world, name.removesuffix("Table")))


def bytes_of(value: Any) -> Iterator[bytes]:
    """All that a value holds, what is packed both as it is and opened."""
    if isinstance(value, dict):
        yield from (one for pair in value.items() for part in pair for one in bytes_of(part))
    elif isinstance(value, list | set | tuple):
        yield from (one for part in value for one in bytes_of(part))
    elif isinstance(value, bytes):
        yield from (value, *_opened(value))
    else:
        yield str(value).encode()


def _opened(packed: bytes) -> Iterator[bytes]:
    for opens in (unpack, zlib.decompress, lambda one: zlib.decompress(one, 31)):
        with suppress(zlib.error):
            yield opens(packed)
