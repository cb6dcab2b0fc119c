"""HTTPS to the outside: only to the outside, and not more of an answer than is of use."""

from types import SimpleNamespace
from typing import Any

import pytest

from segue.aws import https
from segue.aws.https import LARGEST, InsideError, answer
from segue.channels.outgoing import HttpsCall
from segue.errors import Refused
from segue.journeys.calling import Post
from segue.wiring.calls import posted


class Connection:
    """One that leads to `address`, and what was said over it."""

    address = ""
    said: list[str]

    def __init__(self, host: str, timeout: int) -> None:
        self.sock = SimpleNamespace(getpeername=lambda: (self.address, 443))
        Connection.said = []

    def connect(self) -> None:
        self.said.append("connect")

    def request(self, *_said: Any) -> None:
        self.said.append("request")

    def getresponse(self) -> Any:
        return SimpleNamespace(status=200, getheaders=lambda: [("A", "b")], read=lambda most: b"x" * most)

    def close(self) -> None:
        self.said.append("close")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> type[Connection]:
    monkeypatch.setattr(https, "HTTPSConnection", Connection)
    return Connection


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.8"])
def test_nothing_is_said_to_a_private_address_whatever_name_led_there(outside: Any, address: str) -> None:
    outside.address = address
    with pytest.raises(InsideError):
        answer(HttpsCall("inside.example", "/", {}, b"secret"))
    assert outside.said == ["connect", "close"]
    with pytest.raises(Refused, match="a private address"):
        posted(Post("inside.example", "/", {}, b"secret"))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_of_an_answer_from_outside_not_more_is_read_than_is_of_use(outside: Any, address: str) -> None:
    outside.address = address
    said = answer(HttpsCall("outside.example", "/", {}, b""))
    assert (said.status, said.headers, len(said.body)) == (200, {"a": "b"}, LARGEST)
    assert outside.said == ["connect", "request", "close"]
