"""Tour, shop and phone as the front serves them, with no stack behind: what the pages do among themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

from segue_tools.front import opened
from segue_tools.places import HOST

PASSWORD = "only-staff-know"
OUTPUTS = {
    "aws_endpoint": f"http://{HOST}:1",
    "region": "us-east-1",
    "aws": {"api_id": "a", "user_pool_client": "c"},
    "staff": {"admin": {"username": "ann", "password": PASSWORD}},
}
STACK = {"port": 0, "aws": 1, "api_id": "a", "url_id": "u", "write_key": "wk", "user_secret": "us", "tour": OUTPUTS}


class Addresses(NamedTuple):
    """Both origins."""

    tour: str
    phone: str


@contextmanager
def stand() -> Iterator[Addresses]:
    """Served until a test is through with it."""
    _, servers = opened(STACK)
    for one in servers:
        Thread(target=one.serve_forever, daemon=True).start()
    yield Addresses(*(f"http://{HOST}:{one.server_port}" for one in servers))
    for one in servers:
        one.shutdown()
        one.server_close()
