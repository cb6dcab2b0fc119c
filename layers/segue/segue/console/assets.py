"""Style, script and mark: served by content, so that a browser keeps them for a year and never an old one."""

import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from segue.console.desk import Desk
from segue.console.visits import Shown, Visit
from segue.errors import NotFound

KINDS = {
    "console.css": "text/css; charset=utf-8",
    "measures.css": "text/css; charset=utf-8",
    "console.js": "text/javascript; charset=utf-8",
    "announcing.js": "text/javascript; charset=utf-8",
    "completion.js": "text/javascript; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "mentions.js": "text/javascript; charset=utf-8",
    "naming.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "mark.svg": "image/svg+xml",
}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
LAYER = Path("/opt/console")
OURS = Path(__file__).parent / "static"


def path_of(name: str) -> str:
    """Where a page finds an asset, below the console's own path."""
    return f"/static/{hashlib.sha256(content(name)).hexdigest()[:12]}/{name}"


@cache
def content(name: str) -> bytes:
    """An asset; empty where the htmx wheel was not unpacked: then the pages are read without it."""
    return next((place.read_bytes() for place in _places(name) if place.is_file()), b"")


@cache
def _squeezed(name: str) -> bytes:
    return gzip.compress(content(name), mtime=0)


def show(visit: Visit, _: Desk) -> Shown:
    """An asset, compressed where the browser takes it. Raises NotFound("no-page")."""
    name = visit.args["name"]
    if name not in KINDS or not content(name):
        raise NotFound("no-page", "there is no such file")
    if "gzip" in visit.request.headers.get("accept-encoding", ""):
        return Shown(200, _squeezed(name), FOR_EVER, kind=KINDS[name], squeezed=True)
    return Shown(200, content(name), FOR_EVER, kind=KINDS[name])


def _places(name: str) -> list[Path]:
    """Ours, the dependencies layer's, and on a developer's machine the wheel that the layer is made of."""
    wheel = find_spec("django_htmx")
    folders = wheel.submodule_search_locations if wheel else None
    unpacked = (
        [Path(one) / "static/django_htmx/htmx-2.min.js" for one in folders or ()] if name == "htmx.min.js" else []
    )
    return [OURS / name, LAYER / name, *unpacked]
