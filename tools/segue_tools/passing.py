"""Requests that go on to the local AWS, bytes unchanged: what the front of a local stack does not answer itself."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar
from urllib.parse import urlsplit

from segue_tools.nowhere import NO_ROUTE, nowhere
from segue_tools.places import HOST

MOST_BYTES = 10_000_000  # of a request, as at AWS
UPSTREAM_SECONDS = 65
MAIL, SMS = "/_ministack/ses/messages", "/_ministack/sns/sms-messages"
BOXES = {"/local/mail.json": MAIL, "/local/sms.json": SMS, "/mail": MAIL, "/sms": SMS}  # as JSON
OF_ONE_HOP = {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"}
SAID_ANEW = {"content-length", "date", "server"}
TEXT = re.compile(r"\s*(text/|application/(json|xml|javascript)\s*(;|$))", re.IGNORECASE)


class TooMuch(Exception):
    """The request is larger than AWS takes."""


class Passing(BaseHTTPRequestHandler):
    """One request, and its way to MiniStack and back."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece; in two, its body waits for the other side's delayed acknowledgement
    stack: ClassVar[Mapping[str, Any]] = {}

    def pass_on(self) -> None:
        """Hands the request to MiniStack and its answer back."""
        try:
            body = self.read_body()
            status, headers, answer = self.ask(body)
        except TooMuch:
            self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More than 10 MB.")
        except ValueError:
            self.refuse(HTTPStatus.BAD_REQUEST, "The length of this request makes no sense.")
        except (OSError, HTTPException) as problem:
            self.refuse(HTTPStatus.BAD_GATEWAY, f"The local AWS does not answer ({type(problem).__name__}).")
        else:
            if (status, answer) == NO_ROUTE:
                self.tell_nowhere()
            else:
                self.send(status, headers, answer)

    def tell_nowhere(self) -> None:
        """Nothing has this address."""
        path, accept = urlsplit(self.path).path, self.headers.get("Accept", "")
        self.send(HTTPStatus.NOT_FOUND, *nowhere(self.command, path, accept))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A method that no HTTP API knows is not allowed; anything else as the library says it."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self.refuse(HTTPStatus.METHOD_NOT_ALLOWED, "This method is not allowed.")
        else:
            super().send_error(code, message, explain)

    def refuse(self, status: int, reason: str) -> None:
        """An answer of the front itself, after which the connection ends: what is left of the request is not read."""
        self.close_connection = True
        self.send(status, [("Content-Type", "text/plain"), ("Connection", "close")], f"{reason}\n".encode())

    def ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """One request to MiniStack."""
        upstream = HTTPConnection(HOST, self.stack["aws"], timeout=UPSTREAM_SECONDS)
        try:
            upstream.putrequest(self.command, self.target(), skip_host=True, skip_accept_encoding=True)
            for name, value in self.passed_headers(body):
                upstream.putheader(name, value)
            upstream.endheaders(body or None)
            answer = upstream.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_ONE_HOP | SAID_ANEW]
            return answer.status, kept, answer.read()
        finally:
            upstream.close()

    def target(self) -> str:
        """The path on MiniStack: mail and SMS boxes, the Function URL, or a route of the HTTP API."""
        path = urlsplit(self.path).path
        if path in BOXES:
            return BOXES[path]
        if path.startswith("/ingest/"):
            return f"/_aws/lambda-url/{self.stack['url_id']}{self.path.removeprefix('/ingest')}"
        if self.command == "OPTIONS":  # an HTTP API without CORS hands it to the route; MiniStack refuses it
            return f"/_aws/lambda-url/{self.stack['url_id']}{self.path}"
        return f"/_aws/execute-api/{self.stack['api_id']}/$default{self.path}"

    def passed_headers(self, body: bytes) -> Iterator[tuple[str, str]]:
        """The caller's headers but those of one hop.

        AWS gives a function every body that is not text as base64. MiniStack goes by the content type alone and
        spoils a compressed body that calls itself text, so such a body gets a type that it leaves alone.
        """
        spoiled = not _is_text(body) and TEXT.match(self.headers.get("Content-Type", ""))
        for name, value in self.headers.items():
            if name.lower() not in OF_ONE_HOP | {"content-length"}:
                yield name, "application/octet-stream" if spoiled and name.lower() == "content-type" else value
        if body or self.command in ("POST", "PUT", "PATCH"):
            yield "Content-Length", str(len(body))

    def read_body(self) -> bytes:
        """All bytes of the request, chunked or not. Raises TooMuch, ValueError."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self.read_chunks()
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            raise TooMuch
        return self.rfile.read(length)

    def read_chunks(self) -> bytes:
        """The body of a chunked request (RFC 9112, section 7.1), trailers dropped."""
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            if len(body) + size > MOST_BYTES:
                raise TooMuch
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return bytes(body)

    def send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
