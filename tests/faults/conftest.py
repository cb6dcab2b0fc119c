"""Clients of these tests are their own, since other tests hook theirs for moto; and nobody checks signatures here."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from botocore.auth import SigV4Auth
from botocore.useragent import UserAgentString

from segue.aws.clients import client


@pytest.fixture(autouse=True, scope="module")
def fresh_clients() -> Iterator[None]:
    """Signing and the SDK's description of itself are a third of a request's time."""
    client.cache_clear()
    with (
        patch.object(SigV4Auth, "add_auth", lambda *_: None),
        patch.object(UserAgentString, "to_string", lambda _: "tests"),
    ):
        yield
    client.cache_clear()
