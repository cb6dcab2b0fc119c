"""Clients of these tests are their own, since other tests hook theirs for moto; and nobody checks signatures here."""

from collections.abc import Iterator

import pytest

from segue.aws.clients import client
from tests.faults.cloud.shortcut import unsigned


@pytest.fixture(autouse=True, scope="module")
def fresh_clients() -> Iterator[None]:
    """Hooked by the cloud alone."""
    client.cache_clear()
    with unsigned():
        yield
    client.cache_clear()
