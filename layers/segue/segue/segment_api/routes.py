"""The paths of Segment's HTTP API, and what each says of its body."""

import re
from typing import NamedTuple

from segue.errors import NotFound
from segue.events import KINDS, Kind


class Route(NamedTuple):
    """`kind`: the type of its one message; `batch`: the body holds many; `backfill`: history, which never sends."""

    name: str
    kind: Kind | None = None
    batch: bool = False
    backfill: bool = False

    @property
    def each(self) -> str:
        """The route under which a single message of the batch is understood again."""
        return self.name if not self.batch else "history" if self.backfill else "message"


SHORT: dict[str, Kind] = {kind[0]: kind for kind in KINDS}
PUBLIC = {
    **{kind: Route(kind, kind) for kind in KINDS},
    **{letter: Route(kind, kind) for letter, kind in SHORT.items()},
    "batch": Route("batch", batch=True),
    "b": Route("batch", batch=True),
    "import": Route("import", batch=True, backfill=True),
}
INNER = {"message": Route("message"), "history": Route("history", backfill=True)}  # one message of a batch
ROUTES = {**PUBLIC, **INNER}
# A prefix such as a stage or `/ingest`, and a trailing slash, change nothing.
CALL = re.compile(r"(?:^|/)v1/([a-z]+)/?$")
SETTINGS = re.compile(r"(?:^|/)v1/projects/([^/]+)/settings/?$")
SOURCE_CONFIG = re.compile(r"(?:^|/)sourceConfig/?$")


def route(path: str) -> Route:
    """The route of a path. Raises NotFound."""
    found = CALL.search(path)
    if not found or found[1] not in PUBLIC:
        raise NotFound("unknown-route", "Segment's HTTP API has no such path")
    return PUBLIC[found[1]]
