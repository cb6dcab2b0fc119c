"""Cross-origin answers: which pages may call the ingest routes, and what they may read of the answer.

Any origin may: the write key in the request is the only proof, no cookie is ever read, and the answers hold
nothing of a customer. SDKs ask for differing headers and credentials modes, so the origin is mirrored.
"""

import re
from collections.abc import Mapping

from segue.http import Answer, Request

ASKED = ("authorization", "content-type", "anonymousid", "sentat", "x-retry-count")
RETRIES = re.compile(r"rsa-[a-z-]{1,40}")  # the RudderStack SDK tells how often it has tried in such headers
METHODS = "GET, POST, OPTIONS"
MAX_AGE = "7200"  # seconds; the most that Chromium keeps a preflight


def cors(request: Request) -> Mapping[str, str]:
    """The headers of every answer to a browser; none where no origin asks."""
    origin = request.headers.get("origin")
    if not origin:
        return {}
    return {
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "Retry-After",
        "vary": "Origin",
    }


def preflight(request: Request) -> Answer:
    """The answer to OPTIONS."""
    asked = request.headers.get("access-control-request-headers", "").lower().replace(" ", "").split(",")
    retries = [name for name in asked if RETRIES.fullmatch(name)]
    headers = {
        "access-control-allow-methods": METHODS,
        "access-control-allow-headers": ", ".join((*ASKED, *retries)),
        "access-control-max-age": MAX_AGE,
    }
    return Answer(204, headers=headers)
