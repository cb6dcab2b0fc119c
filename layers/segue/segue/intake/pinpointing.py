"""Pinpointing: Pinpoint's endpoints and events from request to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.deliveries import Delivery, Parsed, together
from segue.errors import TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Accepting
from segue.pinpoint_api import PARSER, understand
from segue.pinpoint_api.items import bodies
from segue.pinpoint_api.routes import asked, write_keys
from segue.segment_api.uploads import MOST_BYTES, unpacked
from segue.times import Millis

SOURCE = "pinpoint"
ACCEPTED = {"StatusCode": 202, "Message": "Accepted"}


@dataclass(frozen=True)
class Pinpointing:
    """`valid` says whether a write key is one of ours, in constant time.

    `allowed`: what may be kept; Pinpoint's SDKs have no word for consent, so where it is asked for none is granted.
    """

    accepting: Accepting
    valid: Callable[[str], bool]
    allowed: Callable[[Parsed], Parsed]

    def answer(self, request: Request, now: Millis) -> Answer:
        """202 once everything is durable; what is not understood goes into quarantine. Raises Unauthorized, Invalid,
        NotFound, TooLarge, Unavailable."""
        way = asked(request)
        if not sum(self.valid(one) for one in write_keys(request) if one):
            raise Unauthorized("bad-write-key", "no valid write key as access key id, Basic user name or x-api-key")
        if len(request.body) > MOST_BYTES:
            raise TooLarge("oversize", f"a request has at most {MOST_BYTES} bytes")
        items = bodies(way, unpacked(request.body))
        deliveries = [Delivery(SOURCE, PARSER, one, received_at=now) for one in items]
        self.accepting.accept(self.allowed(together(understand(one) for one in deliveries)))
        return json_answer(202, _results(items) if way.kind == "events" else {"Message": "Accepted", "RequestID": ""})


def _results(items: list[bytes]) -> dict[str, Any]:
    """An answer for each event, so that no SDK sends it again."""
    said = [msgspec.json.decode(one) for one in items]
    return {
        "Results": {
            one["Id"]: {
                "EndpointItemResponse": ACCEPTED,
                "EventsItemResponse": dict.fromkeys(one.get("Events") or {}, ACCEPTED),
            }
            for one in said
        }
    }
