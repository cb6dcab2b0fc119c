"""What a local stack answers where nothing is: a page that leads on to whoever reads pages, else a problem. Pure."""

from segue.errors import NotFound
from segue.http import problem
from segue_tools.places import TOUR

NO_ROUTE = (404, b'{"message":"Not Found"}')  # an HTTP API's own answer, where no function was asked
DETAIL = "there is no such route; GET /openapi.json lists those there are"


def nowhere(method: str, path: str, accept: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body for a path that nothing answers; `accept` is what the caller reads."""
    reads = method in ("GET", "HEAD") and "text/html" in accept
    if reads and not path.startswith("/v1/"):
        return [("Content-Type", "text/html; charset=utf-8")], (TOUR / "nowhere.html").read_bytes()
    said = problem(NotFound("no-route", DETAIL), path)
    return [*said.headers.items()], said.body
