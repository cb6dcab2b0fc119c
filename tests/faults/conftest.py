"""Clients of these tests are their own, since other tests hook theirs for moto; and nobody checks signatures here."""

from collections.abc import Iterator

import pytest

from segue.aws.clients import client
from tests.faults.cloud.shortcut import short_roads, unsigned


@pytest.fixture(autouse=True, scope="module")
def fresh_clients() -> Iterator[None]:
    """Hooked by the cloud alone."""
    client.cache_clear()
    with unsigned():
        yield
    client.cache_clear()


@pytest.fixture
def short() -> Iterator[None]:
    """For tests that play one story for each of its requests: what is not struck goes to DynamoDB without the SDK, as
    in the schedules. Each has a test beside it that plays the quiet story through the SDK."""
    with short_roads():
        yield
