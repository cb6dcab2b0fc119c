"""The paths of Pinpoint's API that are served, and where a caller's write key stands."""

import re
from typing import NamedTuple

from segue.errors import NotFound
from segue.http import Request
from segue.signatures import basic

APPS = re.compile(r"(?:^|/)v1/apps/([^/]+)/(events|endpoints|identify)(?:/([^/]+))?/?$")
SIGNED = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/,\s]+)/")
METHODS = {"events": ("POST",), "endpoints": ("PUT", "POST"), "identify": ("PUT", "POST")}


class Asked(NamedTuple):
    """What is posted, and the endpoint that the path names."""

    kind: str
    endpoint: str


def asked(request: Request) -> Asked:
    """The route of a request. Raises NotFound."""
    found = APPS.search(request.path)
    if not found or request.method not in METHODS[found[2]]:
        raise NotFound("unknown-route", "events are posted to /v1/apps/{app}/events, endpoints are put")
    return Asked(found[2], found[3] or "")


def write_keys(request: Request) -> tuple[str | None, ...]:
    """Where the write key may stand: as the access key id of a signed request (the signature itself cannot be checked:
    nobody has its secret), as Basic user name, as `x-api-key`, in the query."""
    given = request.headers.get("authorization", "")
    signed, user = SIGNED.match(given), basic(given)
    keys = (signed[1] if signed else None, user[0] if user else None)
    return (*keys, request.headers.get("x-api-key"), request.query.get("writeKey"))
