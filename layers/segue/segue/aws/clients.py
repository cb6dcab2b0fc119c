"""One botocore session, one lazy client per service, and what they raise.

`client("dynamodb")` retries as the SDK does: every write of ours is conditional or repeatable.
`client("sesv2", attempts=1)` never does, because a repeat after a lost answer would send twice.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from segue.errors import Unavailable

CONNECT_SECONDS = 1
READ_SECONDS = 3


@cache
def session() -> botocore.session.Session:
    """The one session; whoever hooks its events before the first client sees every request."""
    return botocore.session.get_session()


@cache
def client(service: str, attempts: int = 2, seconds: int = READ_SECONDS) -> Any:
    """A low-level client; `attempts` counts the first one, each answer is waited for `seconds`.

    Region and endpoint come from the environment.
    """
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
        parameter_validation=False,
        tcp_keepalive=True,
    )
    return session().create_client(service, region_name=os.environ.get("AWS_REGION", "us-east-1"), config=config)


@contextmanager
def unavailable(reason: str) -> Iterator[None]:
    """Whatever goes wrong inside is Unavailable(reason): whoever asked comes again."""
    try:
        yield
    except (ClientError, BotoCoreError) as failed:
        raise Unavailable(reason, type(failed).__name__) from failed


def code_of(failed: ClientError) -> str:
    """The service's name for what went wrong, such as `ConditionalCheckFailedException`."""
    return failed.response.get("Error", {}).get("Code", "")
