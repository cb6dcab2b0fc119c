"""Everything that a world keeps, for what must stand in none of it."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tests.faults.cloud.world import World


def texts(world: World) -> Iterator[str]:
    """Every text in every row of every table, unpacked."""
    for table in world.region.tables.by_name.values():
        for item in table.items():
            yield from _texts(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from (name, *_texts(one))
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, bytes):
        with suppress(zlib.error):
            value = zlib.decompress(value)
        yield value.decode("utf-8", "replace")
    else:
        yield str(value)
