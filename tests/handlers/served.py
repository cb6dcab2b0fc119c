"""The HTTP API of the in-memory cloud on an address of this machine, for programs that ask over HTTP."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from tests.faults.cloud import stack
from tests.faults.cloud.world import World
from tests.faults.shop import http

CLAIMS = {"username": "admin-1", "cognito:groups": "[admin]"}


def routes() -> list[tuple[re.Pattern[str], str]]:
    """Which function answers a path, by the template; what is written out goes before what takes anything."""
    found = [
        (one["Properties"]["Path"], name)
        for name, function in stack.functions().items()
        for one in function.get("Events", {}).values()
        if one["Type"] == "HttpApi"
    ]
    return [(_pattern(path), name) for path, name in sorted(found, key=lambda one: (one[0].count("{"), one[0]))]


def _pattern(path: str) -> re.Pattern[str]:
    parts = (
        ".+" if part.endswith("+}") else "[^/]+" if part.startswith("{") else re.escape(part)
        for part in path.split("/")
    )
    return re.compile("/".join(parts))


@contextmanager
def served(world: World, door: "type[Door] | None" = None) -> Iterator[str]:
    """The address, for as long as it is asked. Everybody is an administrator to a `Door`."""
    kind: Any = type("Doors", (door or Door,), {"world": world, "known": routes()})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Door(BaseHTTPRequestHandler):
    """Hands a request over as API Gateway does."""

    world: ClassVar[World]
    known: ClassVar[list[tuple[re.Pattern[str], str]]]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def log_request(self, code: Any = "", size: Any = "") -> None:
        """Says nothing."""

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        name = next((function for pattern, function in self.known if pattern.fullmatch(path)), None)
        answer = self.world.lambdas.invoke(name, self._event(path, query)) if name else {"statusCode": 404}
        self._answer(answer or {})

    def _event(self, path: str, query: str) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        event = http(self.command, path, "", headers)
        asked = {"rawQueryString": query, "queryStringParameters": dict(parse_qsl(query))}
        known = event["requestContext"] | {"authorizer": {"jwt": {"claims": CLAIMS, "scopes": None}}}
        return event | asked | {"body": base64.b64encode(body).decode(), "requestContext": known}

    def _answer(self, answer: dict[str, Any]) -> None:
        said = (answer.get("body") or "").encode()
        body = base64.b64decode(said) if answer.get("isBase64Encoded") else said
        self.send_response(answer["statusCode"])
        for name, value in (answer.get("headers") or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
