"""Segment's archive as it lies in S3 or in a warehouse's files: a message a line, with the times that it got there.

https://segment.com/docs/connections/storage/catalog/aws-s3/ : `timestamp` is corrected already, `originalTimestamp`
is the client's own, by which a message that came to us by itself too is known again.
"""

from collections.abc import Iterator

import msgspec

from segue.clocks import lenient
from segue.imports.parts import Found, Origin, Part
from segue.segment_api.messages import Arrival, event_of
from segue.segment_api.routes import INNER
from segue.values import loads


def replayed(found: Found, origin: Origin) -> Iterator[Part]:
    """The message of a line. Raises Invalid as the HTTP API does."""
    arrival = Arrival(origin.source, origin.received_at, INNER["history"])
    event = event_of(found.value, {}, arrival, origin.received_at)  # sent when received: no clock is corrected twice
    corrected = lenient(loads(found.value).get("timestamp"))
    yield origin.marked(event if corrected is None else msgspec.structs.replace(event, timestamp=max(0, corrected)))
