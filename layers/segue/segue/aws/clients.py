"""One botocore session, one lazy client per service.

`client("dynamodb")` retries as the SDK does: every write of ours is conditional or repeatable.
`client("sesv2", attempts=1)` never does, because a repeat after a lost answer would send twice.
"""

import os
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

CONNECT_SECONDS = 1
READ_SECONDS = 3


@cache
def session() -> botocore.session.Session:
    """The one session; whoever hooks its events before the first client sees every request."""
    return botocore.session.get_session()


@cache
def client(service: str, attempts: int = 2) -> Any:
    """A low-level client; `attempts` counts the first one. Region and endpoint come from the environment."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": attempts},
        parameter_validation=False,
        tcp_keepalive=True,
    )
    return session().create_client(service, region_name=os.environ.get("AWS_REGION", "us-east-1"), config=config)
