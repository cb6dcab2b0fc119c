"""The stack's own knock in a world: what is posted comes to `collect`, as through the HTTP API."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from segue.aws import knocking
from segue.times import MINUTE
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.world import World
from tests.faults.shop import http


@contextmanager
def reachable(world: World) -> Iterator[None]:
    """Whoever posts to the public address meets this world."""

    def post(url: str, headers: Mapping[str, str], body: bytes) -> int:
        assert url == "https://segue.test/v1/track"
        try:
            asked = http("POST", "/v1/track", body.decode(), dict(headers))
            return world.lambdas.invoke("collect", asked)["statusCode"]
        except (Crash, Exception):  # what the HTTP API makes of a function that gave no answer
            return 502

    with patch.object(knocking, "post", post):
        yield


def knocked(world: World, times: int = 1) -> None:
    """The schedule calls so often, and all there is to do is done."""
    with reachable(world):
        for _ in range(times):
            world.hand_over("knock", {})
            world.pass_time(5 * MINUTE)
