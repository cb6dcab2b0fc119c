"""Clients of these tests are their own: other tests hook theirs for moto."""

from collections.abc import Iterator

import pytest

from segue.aws.clients import client


@pytest.fixture(autouse=True, scope="module")
def fresh_clients() -> Iterator[None]:
    client.cache_clear()
    yield
    client.cache_clear()
