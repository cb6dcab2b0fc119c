"""A world with the starter playbook in force, and what the tests of sending need in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segue.playbook import compile_playbook
from segue.wiring.tables import playbooks
from tests.faults.cloud.world import World

STARTER = Path(__file__).resolve().parents[2] / "layers" / "playbook"


def starter_files() -> dict[str, str]:
    """The starter playbook's texts by path."""
    return {path.relative_to(STARTER).as_posix(): path.read_text() for path in sorted(STARTER.glob("*/*.yaml"))}


@contextmanager
def started() -> Iterator[World]:
    """An open world in which the starter playbook is in force."""
    world = World()
    with world.open():
        with world.aside():
            playbooks().apply(compile_playbook(starter_files()), starter_files(), "test", world.clock)
        yield world
