"""Worlds that go on where another one stood: what several tests begin with is played once."""

import random
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from tests.faults.cloud.hooked import forget
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.world import World

Play = Callable[[World], object]
State = list[tuple[Any, ...]]
_stood: dict[tuple[str, tuple[Play, ...]], State] = {}


def after(world: World, *plays: Play) -> World:
    """This new world, whatever playbook is in force in it, as it stands after these plays, one after the other; its
    functions are cold."""
    key = (str(world.table("Playbook").get(("active", "active"))), plays)
    if key not in _stood:
        *before, last = plays
        if before:
            after(world, *before)
        last(world)
        _stood[key] = [tuple(_copied(getattr(one, name)) for name in names) for one, names in _parts(world)]
    for (one, names), values in zip(_parts(world), _stood[key], strict=True):
        for name, value in zip(names, values, strict=True):
            setattr(one, name, _copied(value))
    world.region.forget_counts()
    random.seed(0)
    forget()
    return world


def _parts(world: World) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """All that holds what happened, always in the same order, with the names of where it stands."""
    region = world.region
    yield region.clock, ("now",)
    for table in region.tables.by_name.values():
        yield table, ("partitions", "former")
        if table.stream:
            yield table.stream, ("shards", "moments")
    for queue in region.queues.by_name.values():
        yield queue, ("messages", "dead", "numbers")
    yield from ((one, ("position",)) for one in world.readers if isinstance(one, ShardReader))
    yield region.bus, ("waiting", "log", "outside")
    yield region.scheduler, ("armed", "order")
    yield region.mailbox, ("mails", "endpoints", "disabled")
    yield region.vault, ("secrets", "parameters", "labels", "versions")
    yield region.keys, ("wrapped", "gone")
    yield region.buckets, ("objects",)
    yield region.athena, ("queries", "numbers", "asked")
    yield region.models, ("asked",)


def _copied(value: Any, depth: int = 2) -> Any:
    """Nobody changes an item, a record or a message in its place, but what holds them."""
    again = copy(value)
    if depth and isinstance(again, dict):
        again.update((name, _copied(one, depth - 1)) for name, one in again.items())
    if depth and isinstance(again, list):
        again[:] = [_copied(one, depth - 1) for one in again]
    return again
