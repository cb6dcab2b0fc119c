"""The front of a local stack: one address for what in the cloud is a domain.

It serves the tour and the demo shop, and passes everything else on to HTTP API and Function URL on MiniStack.
Usage: python -m segue_tools.front FILE; JSON: {"port", "aws", "api_id", "url_id", "write_key", "user_secret", "tour"}.
"""

import json
import mimetypes
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
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
    ports: ClassVar[Sequence[int]] = ()  # of the front itself, and of the phone

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
            self.refuse(HTTPStatus.FORBIDDEN, f"This is answered at http://{HOST}:{self.ports[0]} alone.")
        elif path == "/local/config.json":
            self.send_json(self.configuration())
        elif path == "/local/proof" and self.command == "POST":
            self.told(
                lambda said: proof_of(self.stack["user_secret"], said), 'Say who is signed in: {"userId": "..."}.'
            )
        elif path.startswith("/local/tour/") and self.command == "POST" and self.guide:
            self.told(self.guide.door(path.removeprefix("/local/tour/")), "The tour did not understand this.")
        else:
            self.pass_on()

    def asked_here(self) -> bool:
        """Whether Host is a name of this machine and, where a page asks, it is one of the front's or of the phone's."""
        try:
            here = urlsplit(f"//{self.headers.get('Host', '')}").hostname in OURS
        except ValueError:
            return False
        return here and self.own_pages().issuperset(self.headers.get_all("Origin", []))

    def own_pages(self) -> set[str]:
        """The origins of tour, shop and phone, by every name of this machine."""
        return {f"http://{name}:{port}" for name in OURS for port in self.ports}

    def configuration(self) -> Mapping[str, str]:
        """What a page of the shop goes by, and the origin of the tour, which may tell the phone where to go."""
        host = self.headers["Host"]
        here, tour = f"http://{host}", f"http://{urlsplit(f'//{host}').hostname}:{self.ports[0]}"
        return {"write_key": self.stack["write_key"], "ingest": f"{here}/ingest", "api": here, "tour": tour}

    def serve_file(self, folder: str, name: str) -> None:
        """A file of the shop or the tour, and nothing outside it."""
        place = FOLDERS[folder]
        file = (place / unquote(name)).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(place) or not file.is_file():
            self.tell_nowhere()
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind = f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/json")) else kind
        framed = f"frame-ancestors {' '.join(sorted(self.own_pages()))}"
        headers = [("Content-Type", kind), ("Cache-Control", "no-cache"), ("Content-Security-Policy", framed)]
        self.send(HTTPStatus.OK, headers, file.read_bytes())

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


def opened(stack: Mapping[str, Any]) -> tuple[Guide, Sequence[ThreadingHTTPServer]]:
    """The tour of a stack, its front and its phone, each at a port of its own: to a browser each is a device. Port 0 is
    any that is free."""
    kind = type("FrontOfOne", (Front,), {f"do_{method}": Front.answer for method in METHODS})
    servers = [ThreadingHTTPServer((HOST, port), kind) for port in (stack["port"], 0)]
    for one in servers:
        one.daemon_threads = True
    kind.stack, kind.ports = stack, [one.server_port for one in servers]
    kind.guide = Guide(stack["tour"], kind.ports[1])
    return kind.guide, servers


def main() -> None:
    """Serves until it is stopped; the tour sets back what it has changed then, or what it could not before."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    guide, (front, phone) = opened(json.loads(Path(sys.argv[1]).read_text()))
    threading.Thread(target=phone.serve_forever, daemon=True).start()
    guide.take_over()
    try:
        front.serve_forever()
    finally:
        guide.end()


if __name__ == "__main__":
    main()
