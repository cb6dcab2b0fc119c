"""The demo shop's files on one port and an ingest that says what a test wants on another: two origins, as in life."""

import json
import mimetypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from segue_tools.places import HOST, SHOP

BLANK = b"<!doctype html><title>Blank</title>"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}


class Stand:
    """Both servers. `answers` are (status, headers) to give first; afterwards 200. `asked` is what came in."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.asked: list[dict[str, Any]] = []
        self.servers = [ThreadingHTTPServer((HOST, 0), _door(self, method)) for method in ("files", "ingest")]
        for server in self.servers:
            Thread(target=server.serve_forever, daemon=True).start()
        self.shop, self.ingest = (f"http://{HOST}:{server.server_port}" for server in self.servers)

    def files(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        """A file of the shop, or a blank page."""
        file = SHOP / request.path.partition("?")[0].lstrip("/")
        kind = mimetypes.guess_type(file.name)[0] or "text/html"
        return 200, {"Content-Type": kind}, file.read_bytes() if file.is_file() else BLANK

    def ingest_door(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        """Takes note, and answers as told."""
        raw = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        status, headers = self.answers.pop(0) if self.answers else (200, {})
        row = {"method": request.command, "path": request.path, "status": status, "time": time.monotonic()}
        self.asked.append({**row, "type": request.headers.get("Content-Type"), "body": json.loads(raw or b"{}")})
        return status, CORS | headers, json.dumps({"success": status == 200}).encode()

    def wait(self, requests: int, seconds: float = 10) -> list[dict[str, Any]]:
        """What came in, once it is this many requests."""
        until = time.monotonic() + seconds
        while len(self.asked) < requests and time.monotonic() < until:
            time.sleep(0.02)
        assert len(self.asked) >= requests, f"{len(self.asked)} of {requests} requests came"
        return self.asked

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events that were answered 200, in the order of arrival."""
        return [event for one in self.asked if one["status"] == 200 for event in one["body"].get("batch", [])]


def _door(stand: Stand, which: str) -> type[BaseHTTPRequestHandler]:
    class Door(BaseHTTPRequestHandler):
        def answer(self) -> None:
            status, headers, body = (stand.files if which == "files" else stand.ingest_door)(self)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Nothing: a test's own output is enough."""

    for method in ("GET", "POST", "OPTIONS"):
        setattr(Door, f"do_{method}", Door.answer)
    return Door


@contextmanager
def stand() -> Iterator[Stand]:
    """A stand for one test."""
    made = Stand()
    yield made
    for server in made.servers:
        server.shutdown()
        server.server_close()
