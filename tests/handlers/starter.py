"""A world with the starter playbook in force, and what the tests of sending need in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from segue_tools import playbooks as folders
from tests.faults.cloud.playbooks import files
from tests.faults.cloud.world import World
from tests.faults.shop import put_in_force


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
        put_in_force(world, said)
        yield world
