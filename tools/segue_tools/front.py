"""The front of a local stack: one address for what in the cloud is a domain.

It serves the tour and the demo shop, and passes everything else on to HTTP API and Function URL on MiniStack.
Usage: python -m segue_tools.front FILE; JSON: {"port", "aws", "api_id", "url_id", "write_key", "user_secret", "tour"}.
"""

import json
import mimetypes
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from segue_tools.passing import BOXES, Passing, TooMuch
from segue_tools.places import HOST, SHOP, TOUR
from segue_tools.shop_server import proof_of
from segue_tools.tour.guide import Guide

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MOVED = {"/": "/tour/", "/tour": "/tour/", "/shop": "/shop/", "/mail": "/shop/mail.html", "/sms": "/shop/sms.html"}
FOLDERS = {"/shop/": SHOP, "/tour/": TOUR}
OURS = (HOST, "localhost")


class Front(Passing):
    """One request."""

    guide: ClassVar[Guide | None] = None

    def answer(self) -> None:
        """Finds out who answers."""
        path = urlsplit(self.path).path
        folder = next((one for one in FOLDERS if path.startswith(one)), "")
        if path in MOVED and (path not in BOXES or "text/html" in self.headers.get("Accept", "")):
            self.send(HTTPStatus.FOUND, [("Location", MOVED[path])], b"")
        elif path.startswith("/local/") or path in BOXES:
            self.answer_here(path)
        elif folder:
            self.serve_file(folder, path.removeprefix(folder))
        else:
            self.pass_on()

    def answer_here(self, path: str) -> None:
        """What this machine alone may ask: not a page from elsewhere, under whatever name it calls this machine."""
        if not self.asked_here():
            self.refuse(HTTPStatus.FORBIDDEN, f"This is answered at http://{HOST}:{self.stack['port']} alone.")
        elif path == "/local/config.json":
            here = f"http://{self.headers.get('Host', HOST)}"
            self.send_json({"write_key": self.stack["write_key"], "ingest": f"{here}/ingest", "api": here})
        elif path == "/local/proof" and self.command == "POST":
            self.told(
                lambda said: proof_of(self.stack["user_secret"], said), 'Say who is signed in: {"userId": "..."}.'
            )
        elif path.startswith("/local/tour/") and self.command == "POST" and self.guide:
            self.told(self.guide.door(path.removeprefix("/local/tour/")), "The tour did not understand this.")
        else:
            self.pass_on()

    def asked_here(self) -> bool:
        """Whether Host and, where a page asks, its origin are names of this machine."""
        asked = [f"//{self.headers.get('Host', '')}", *self.headers.get_all("Origin", [])]
        try:
            return all(urlsplit(one).hostname in OURS for one in asked)
        except ValueError:
            return False

    def serve_file(self, folder: str, name: str) -> None:
        """A file of the shop or the tour, and nothing outside it."""
        place = FOLDERS[folder]
        file = (place / unquote(name)).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(place) or not file.is_file():
            self.send(HTTPStatus.NOT_FOUND, [("Content-Type", "text/plain")], b"There is no such page here.\n")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind = f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/json")) else kind
        self.send(HTTPStatus.OK, [("Content-Type", kind), ("Cache-Control", "no-cache")], file.read_bytes())

    def told(self, answer: Callable[[bytes], Mapping[str, Any]], otherwise: str) -> None:
        """What is made of the body of a request, or what should have stood there."""
        try:
            said = answer(self.read_body())
        except (TooMuch, ValueError):
            self.refuse(HTTPStatus.BAD_REQUEST, otherwise)
        else:
            self.send_json(said)

    def send_json(self, said: Mapping[str, Any]) -> None:
        """An answer of the front's own."""
        headers = [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
        self.send(HTTPStatus.OK, headers, json.dumps(said).encode())


def _server(port: int) -> ThreadingHTTPServer:
    """One at this port; 0 is any that is free. To a browser each port is a device of its own, like the tour's phone."""
    server = ThreadingHTTPServer((HOST, port), Front)
    server.daemon_threads = True
    return server


def main() -> None:
    """Serves until it is stopped; the tour then sets back what it has changed."""
    for method in METHODS:
        setattr(Front, f"do_{method}", Front.answer)
    Front.stack = json.loads(Path(sys.argv[1]).read_text())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    phone, front = _server(0), _server(Front.stack["port"])
    Front.guide = Guide(Front.stack["tour"], phone.server_port)
    threading.Thread(target=phone.serve_forever, daemon=True).start()
    try:
        front.serve_forever()
    finally:
        Front.guide.end()


if __name__ == "__main__":
    main()
