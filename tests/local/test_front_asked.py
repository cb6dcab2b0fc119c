"""Whom the front answers under /local, and where its pages may stand: its own two ports, by any name of the machine."""

import json
from http.client import HTTPConnection

import pytest

from segue_tools.passing import BOXES
from tests.browser.tour_stand import stand

NAMES = ("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def ports():
    """Where the front and the phone listen."""
    with stand() as made:
        yield [int(one.rpartition(":")[2]) for one in made]


@pytest.fixture
def ask(ports):
    """`ask("POST", "/local/proof", b"...", {...})` gives (answer, its body), of the front."""
    connection = HTTPConnection("127.0.0.1", ports[0], timeout=10)

    def go(method, path, body=None, headers=None):
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer, answer.read()

    yield go
    connection.close()


@pytest.mark.parametrize("name", NAMES)
def test_each_port_is_a_device_that_talks_to_itself_and_knows_where_the_tour_is(ask, ports, name):
    front, phone = (f"http://{name}:{port}" for port in ports)
    for here in (front, phone):
        _, raw = ask("GET", "/local/config.json", headers={"Host": here.removeprefix("http://")})
        said = json.loads(raw)
        assert (said["api"], said["ingest"], said["tour"]) == (here, f"{here}/ingest", front)


@pytest.mark.parametrize("path", ["/tour/phone.html", "/tour/", "/shop/", "/shop/cart.html"])
def test_tour_and_shop_are_framed_by_each_other_alone(ask, ports, path):
    policy = ask("GET", path)[0].headers["Content-Security-Policy"].split()
    assert policy[0] == "frame-ancestors"
    assert set(policy[1:]) == {f"http://{name}:{port}" for name in NAMES for port in ports}


@pytest.mark.parametrize("name", NAMES)
def test_the_shop_asks_for_itself_on_both_devices(ask, ports, name):
    for port in ports:
        headers = {"Origin": f"http://{name}:{port}", "Host": f"{name}:{port}"}
        assert ask("POST", "/local/proof", b'{"userId": "cus_1"}', headers)[0].status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},  # a name of somebody else's that leads to this machine
        {"Host": "127.0.0.1.evil.example:1"},
        {"Host": "["},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},  # somebody else's page on this machine
        {"Origin": "http://127.0.0.1"},
    ],
)
@pytest.mark.parametrize("path", ["/local/config.json", "/local/proof", "/local/tour/begin", *BOXES])
def test_what_is_local_is_answered_to_pages_of_this_machine_alone(ask, path, headers):
    answer, raw = ask("POST", path, b'{"userId": "cus_1"}', headers)
    assert answer.status == 403
    assert b"wk" not in raw
