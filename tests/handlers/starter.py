"""A world with the starter playbook in force, and what the tests of sending need in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from segue_tools import playbooks as folders
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import put_in_force

_in_force: dict[tuple[tuple[str, str], ...], Any] = {}  # the rows of texts that were put in force in a new world


def starter_files() -> dict[str, str]:
    """The part of the starter playbook that every world has, by path: what is about carts."""
    return dict(files())


def whole_starter() -> dict[str, str]:
    """All of the starter playbook."""
    return folders.starter_files()


@contextmanager
def started(texts: Mapping[str, str] | None = None) -> Iterator[World]:
    """An open world in which these texts are in force, else the part about carts."""
    said = dict(texts or files())
    world = World()
    with world.open():
        _put(world, said)
        yield world


def _put(world: World, texts: dict[str, str]) -> None:
    """Puts them in force as staff do; the second time their rows are there already."""
    table, key = world.table("Playbook"), tuple(sorted(texts.items()))
    if key not in _in_force:
        put_in_force(world, texts)
        _in_force[key] = {name: dict(some) for name, some in table.partitions.items()}, dict(table.former)
    partitions, former = _in_force[key]
    table.partitions, table.former = {name: dict(some) for name, some in partitions.items()}, dict(former)
