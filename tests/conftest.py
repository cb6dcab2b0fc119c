"""What several suites need."""

from pathlib import Path

import pytest
from hypothesis import settings

from segue_tools import building
from segue_tools.places import BUILD, SAM, Ports
from tests.examples import TIMES, examples

if TIMES > 1:
    settings.register_profile("more", settings.default, max_examples=examples())
    settings.load_profile("more")


@pytest.fixture(scope="session")
def built() -> Path:
    """Functions and layers as `sam build` makes them for this machine."""
    if not SAM.exists():
        pytest.skip("sam is not installed: make tools")
    with building.alone():
        building.build(Ports(4566, 4567))
    return BUILD


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the running stack goes first and to one worker: it waits most of the time, and one stack is enough."""
    waiting = [one for one in items if "outputs" in getattr(one, "fixturenames", ())]
    for one in waiting:
        one.add_marker(pytest.mark.xdist_group("stack"))
    items[:] = waiting + [one for one in items if one not in waiting]
