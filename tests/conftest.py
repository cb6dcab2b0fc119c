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
