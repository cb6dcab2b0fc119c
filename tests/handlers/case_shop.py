"""A shop that Kim is known to, and Pia, who answers what people ask about their data: fixtures of tests about cases."""

from collections.abc import Iterator

import pytest

from segue.times import MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, whole_starter

KIM = "kim@shop.test"
CASES = "/v1/privacy/cases"


@pytest.fixture
def world() -> Iterator[World]:
    """Kim has said who she is."""
    with started(whole_starter()) as made:
        post(made, identified(made, "m1", "u1", KIM))
        made.pass_time(MINUTE)
        yield made


@pytest.fixture
def pia(world: World) -> Api:
    """The privacy officer, at the API of requests."""
    return Api(world, "privacy", "privacy")
