"""Segment's HTTP API, which every SDK of its family speaks: a request in, canonical events out. Pure.

https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
`routes` reads the path, `uploads` the body, `messages` one message, `settings` answers what browsers load first.
"""

from dataclasses import replace
from typing import Any

from segue.deliveries import Delivery, Parsed, Rejected
from segue.errors import Invalid
from segue.segment_api.messages import Arrival, parsed
from segue.segment_api.routes import INNER, ROUTES, Route
from segue.segment_api.uploads import Upload, read
from segue.values import loads

PARSER = "segment"


def understand(delivery: Delivery) -> Parsed:
    """A request, or a message of one, out of quarantine, understood with today's code."""
    route = ROUTES[delivery.headers["route"]]
    sent, shared = delivery.headers.get("sent-at"), delivery.headers.get("context", "{}")
    try:
        alone = Upload((delivery.body,), sent, context=loads(shared.encode()))
        upload = alone if route.name in INNER else _whole(delivery.body, route, alone.context)
    except Invalid as wrong:
        return Parsed(rejected=(Rejected(delivery, wrong.reason, wrong.detail),))
    return parsed(upload, Arrival(delivery.source, delivery.received_at, route, sent))


def _whole(body: bytes, route: Route, shared: dict[str, Any]) -> Upload:
    """A request, with what the browser said of all of its messages."""
    upload = read(body, route)
    return replace(upload, context={**upload.context, **shared})
