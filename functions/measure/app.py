"""Measures: the archive compacted and measured every night, wishes out of a queue, and the API that asks for them."""

from functools import cache
from typing import Any

from segue.lambdas import Lambda, each_message, now


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    from segue.api.measure_interface import MEASURES
    from segue.api.routes import resolver

    return resolver(MEASURES)


def handler(event: Lambda, context: Any) -> dict[str, Any] | None:
    """A scheduled event begins the night of its day; of an SQS batch it answers which messages must come again; what
    else comes is a request to the API."""
    if "Records" in event:
        from segue.wiring.measure_messages import heard

        return each_message(event, heard)
    if "routeKey" in event:
        from segue.api.routes import resolve

        return resolve(routes(), event, context)
    from segue.wiring.measures import nights

    nights().nightly(event["time"][:10], now())
    return None
