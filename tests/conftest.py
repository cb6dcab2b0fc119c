"""What several suites need."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from segue_tools import building
from segue_tools.places import BUILD, SAM, Ports
from tests.examples import examples

# An example may take its time: on a busy machine seconds say nothing.
settings.register_profile("segue", settings.default, deadline=None, max_examples=examples())
settings.load_profile("segue")


@pytest.fixture(scope="session", autouse=True)
def scratch(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A place for temporary files of its own for each worker, as each function's environment has."""
    tempfile.tempdir = str(tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="session")
def built() -> Path:
    """Functions and layers as `sam build` makes them for this machine."""
    if not SAM.exists():
        pytest.skip("sam is not installed: make tools")
    with building.alone():
        building.build(Ports(4566, 4567))
    return BUILD


class OneStack(LoadScopeScheduling):
    """What needs the running stack goes to one worker, and first, being the most: it waits most of the time, and one
    stack is enough. Everything else goes wherever there is room."""

    def _split_scope(self, nodeid: str) -> str:
        return "stack" if nodeid.startswith("tests/local/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneStack:
    """For `--numprocesses`; without it everything runs in order."""
    return OneStack(config, log)
