"""Who asks, in whatever world a module of tests starts from."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.faults.cloud.shortcut import checked_roads
from tests.faults.cloud.world import World
from tests.handlers.browser import Browser
from tests.handlers.console_staff import as_staff, staffed
from tests.handlers.elsewhere import door_of, kim_of
from tests.handlers.staff_requests import Api
from tests.handlers.talks import two_mails


@pytest.fixture(autouse=True, scope="module")
def roads() -> Iterator[None]:
    """Requests of handlers to DynamoDB are checked as the SDK does, and go to the in-memory cloud without HTTP."""
    with checked_roads():
        yield


@pytest.fixture
def world(monkeypatch) -> Iterator[World]:
    """The starter playbook in force, staff of every role, and no customer yet; a module that wants more has a world of
    its own."""
    with staffed(monkeypatch) as made:
        yield made


@pytest.fixture
def api(world) -> Api:
    """The people API as an agent asks it."""
    return Api(world, "agent")


@pytest.fixture
def ann(world) -> Browser:
    """An administrator who has signed in at the console."""
    return as_staff(world, "ann")


@pytest.fixture
def max_(world) -> Browser:
    """A marketer who has signed in there."""
    return as_staff(world, "max")


@pytest.fixture
def amy(world) -> Browser:
    """An agent who has signed in there."""
    return as_staff(world, "amy")


@pytest.fixture
def kim(world) -> str:
    """The person id of Kim."""
    return kim_of(world)


@pytest.fixture
def door(world) -> Callable[..., tuple[int, Any]]:
    """Where carts are opened on another device."""
    return door_of(world)


@pytest.fixture
def pair(world):
    """Two mails of Kim's, about a tent and about another matter: the ids of their conversations."""
    return two_mails(world)


@pytest.fixture
def apart(world, pair):
    """The same; they are two."""
    assert len({*pair}) == 2
    return pair
