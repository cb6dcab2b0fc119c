"""Segment's HTTP API, which every SDK of its family speaks: a request in, canonical events out. Pure.

https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
`routes` reads the path, `uploads` the body, `messages` one message, `settings` answers what browsers load first.
"""

from segue.deliveries import Delivery, Parsed
from segue.segment_api.messages import Arrival, parsed
from segue.segment_api.routes import ROUTES
from segue.segment_api.uploads import read

PARSER = "segment"


def understand(delivery: Delivery) -> Parsed:
    """A request or a message out of quarantine, understood with today's code. Raises Invalid as `read` does."""
    route = ROUTES[delivery.headers["route"]]
    upload = read(delivery.body, route)
    return parsed(upload, Arrival(delivery.source, delivery.received_at, route, delivery.headers.get("sent-at")))
