"""The front passes requests on as they came: tried with a stand-in for MiniStack."""

import gzip
import hmac
import json
import socket
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from segue_tools.front import METHODS, opened
from segue_tools.nowhere import NO_ROUTE
from segue_tools.passing import BOXES
from tests.browser.tour_stand import OUTPUTS


class Echo(BaseHTTPRequestHandler):
    """Answers with what it got, and two cookies."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.endswith("/nonsense"):
            self.send_response(404)
            self.send_header("Content-Length", str(len(NO_ROUTE[1])))
            self.end_headers()
            self.wfile.write(NO_ROUTE[1])
            return
        got = {"method": self.command, "path": self.path, "headers": list(self.headers.items()), "body": body.hex()}
        said = json.dumps(got).encode()
        self.send_response(200)
        for name, value in (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Length", str(len(said)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)


@pytest.fixture(scope="module")
def port():
    """Where the front listens."""
    for method in METHODS:
        setattr(Echo, f"do_{method}", Echo.answer)
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    known = {
        "port": 0,
        "aws": upstream.server_port,
        "api_id": "api",
        "url_id": "url",
        "write_key": "wk",
        "user_secret": "us",
        "tour": OUTPUTS,
    }
    _, (front, phone) = opened(known)
    phone.server_close()
    for server in (upstream, front):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield front.server_port
    for server in (upstream, front):
        server.shutdown()
        server.server_close()


@pytest.fixture
def ask(port):
    """`ask("POST", "/v1/batch", b"...", {...})` gives (answer, what arrived)."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)

    def go(method, path, body=None, headers=None):
        chunked = "Transfer-Encoding" in (headers or {})
        connection.request(method, path, body, headers or {}, encode_chunked=chunked)
        answer = connection.getresponse()
        return answer, answer.read()

    yield go
    connection.close()


def test_path_query_and_bytes_arrive_as_they_were_sent(ask):
    _, raw = ask(
        "POST", "/v1/batch?a=1&a=%20x", b'{"a": "\xc3\xa9"}', {"Content-Type": "application/json", "X-One": "1"}
    )
    got = json.loads(raw)
    assert got["path"] == "/_aws/execute-api/api/$default/v1/batch?a=1&a=%20x"
    assert bytes.fromhex(got["body"]) == b'{"a": "\xc3\xa9"}'
    assert ["X-One", "1"] in got["headers"]
    assert ["Content-Type", "application/json"] in got["headers"]


def test_every_cookie_comes_back(ask):
    answer, _ = ask("GET", "/console")
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize(("method", "path"), [("POST", "/ingest/v1/track"), ("OPTIONS", "/v1/track")])
def test_ingest_and_preflights_go_to_the_function_url(ask, method, path):
    _, raw = ask(method, path, b"{}" if method == "POST" else None)
    assert json.loads(raw)["path"] == "/_aws/lambda-url/url/v1/track"


def test_a_compressed_body_gets_a_type_that_keeps_it_whole(ask):
    body = gzip.compress(b"{}")
    _, raw = ask("POST", "/v1/batch", body, {"Content-Type": "text/plain"})
    got = json.loads(raw)
    assert bytes.fromhex(got["body"]) == body
    assert ["Content-Type", "application/octet-stream"] in got["headers"]


def test_a_chunked_body_arrives_whole(ask):
    _, raw = ask("POST", "/v1/batch", iter([b'{"a":', b"1}"]), {"Transfer-Encoding": "chunked"})
    assert bytes.fromhex(json.loads(raw)["body"]) == b'{"a":1}'


def test_more_than_ten_megabytes_are_refused(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", "/v1/batch")
    connection.putheader("Content-Length", "10000001")
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_the_front_proves_who_is_signed_in_as_a_shop_s_server_would_and_keeps_the_secret(ask):
    answer, raw = ask("POST", "/local/proof", b'{"userId": "cus_1"}')
    proof = hmac.new(b"us", b"cus_1", "sha256").hexdigest()
    assert (answer.status, json.loads(raw)) == (200, {"userHash": proof})
    assert b"us" not in ask("GET", "/local/config.json")[1].replace(b"127.0.0.1", b"")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"userId": ""}', b'{"userId": 7}', b"\xff"])
def test_without_a_user_there_is_no_proof(ask, body):
    assert ask("POST", "/local/proof", body)[0].status == 400


@pytest.mark.parametrize(
    "path", ["/shop/../../template.yaml", "/shop/%2e%2e/%2e%2e/template.yaml", "/shop//etc/passwd"]
)
def test_nothing_outside_the_shop_is_served(ask, path):
    assert ask("GET", path)[0].status == 404


@pytest.mark.parametrize("path", ["/nonsense", "/shop/nonsense.html"])
def test_whoever_reads_pages_is_led_on_from_where_nothing_is(ask, path):
    answer, page = ask("GET", path, headers={"Accept": "text/html,*/*"})
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert all(f'href="{one}"'.encode() in page for one in ("/", "/tour/", "/shop/", "/console", "/mail"))


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1/nonsense"), ("POST", "/nonsense")])
def test_a_program_that_asks_where_nothing_is_gets_a_problem(ask, method, path):
    answer, said = ask(method, path, headers={"Accept": "text/html"})
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert (json.loads(said)["type"], json.loads(said)["instance"]) == ("urn:segue:problem:no-route", path)


@pytest.mark.parametrize("path", ["/tour/", "/tour/js/steps.js", "/shop/index.html", "/tour/phone.html"])
def test_tour_and_shop_are_served(ask, path):
    answer, body = ask("GET", path)
    assert (answer.status, bool(body)) == (200, True)


def test_the_address_alone_leads_to_the_tour(ask):
    answer, _ = ask("GET", "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/tour/")


@pytest.mark.parametrize(("path", "box"), BOXES.items())
def test_the_boxes_are_read_under_a_name_of_this_machine(ask, path, box):
    answer, raw = ask("GET", path, headers={"Accept": "*/*"})
    assert (answer.status, json.loads(raw)["path"]) == (200, box)


def test_an_answer_leaves_in_one_piece(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET /console HTTP/1.1\r\nHost: shop\r\n\r\n")
        head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
