"""Pinpointing: Pinpoint's endpoints and events from request to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from segue.deliveries import Delivery, Parsed, together
from segue.errors import TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Accepting
from segue.pinpoint_api import PARSER, understand
from segue.pinpoint_api.items import BAD_ADDRESS, bodies
from segue.pinpoint_api.routes import asked, write_keys
from segue.segment_api.uploads import MOST_BYTES, unpacked
from segue.times import Millis
from segue.trust import PINPOINT
from segue.write_keys import BROWSER, Key

ACCEPTED = {"StatusCode": 202, "Message": "Accepted"}


class Keys(Protocol):
    """Write keys, as `segue.intake.collecting` has them."""

    def find(self, presented: Any, /) -> Key | None: ...

    def checked(self, key: Key, origin: str | None, /) -> Key: ...

    def proves(self, presented: str, user_id: str, /) -> bool: ...


@dataclass(frozen=True)
class Pinpointing:
    """`keys` knows write keys; whoever is named by one that wants a proof waits, for Pinpoint's SDKs bring none.

    `allowed`: what may be kept; Pinpoint's SDKs have no word for consent, so where it is asked for none is granted.
    """

    accepting: Accepting
    keys: Keys
    allowed: Callable[[Parsed], Parsed]

    def answer(self, request: Request, now: Millis) -> Answer:
        """202 once everything is durable, 400 for an endpoint whose address is none; what is not understood goes into
        quarantine. Raises Unauthorized, Forbidden, Invalid, NotFound, TooLarge, Unavailable."""
        way = asked(request)
        key = self._key(request)
        if len(request.body) > MOST_BYTES:
            raise TooLarge("oversize", f"a request has at most {MOST_BYTES} bytes")
        items = bodies(way, unpacked(request.body))
        deliveries = [Delivery(PINPOINT, PARSER, one, received_at=now) for one in items]
        found = [understand(one) for one in deliveries]
        self.accepting.accept(self.allowed(self._proven(together(found)) if key.proof else together(found)))
        if way.kind == "events":
            return json_answer(202, _results(items, found))
        wrong = "" if way.kind == "endpoints" and not way.endpoint else _wrong(found[0])
        if wrong:
            return json_answer(400, {"Message": wrong, "RequestID": ""}, {"x-amzn-errortype": "BadRequestException"})
        return json_answer(202, {"Message": "Accepted", "RequestID": ""})

    def _key(self, request: Request) -> Key:
        found = [key for key in map(self.keys.find, write_keys(request)) if key and key.kind == BROWSER]
        if not found:
            raise Unauthorized("bad-write-key", "no valid write key as access key id, Basic user name or x-api-key")
        return self.keys.checked(found[0], request.headers.get("origin"))

    def _proven(self, parsed: Parsed) -> Parsed:
        from segue.intake.proving import proven  # for keys that want it

        return proven(parsed, self.keys.proves)


def _results(items: list[bytes], found: list[Parsed]) -> dict[str, Any]:
    """An answer for each event, so that no SDK sends it again."""
    said = [msgspec.json.decode(one) for one in items]
    return {"Results": {one["Id"]: _result(one, _wrong(parsed)) for one, parsed in zip(said, found, strict=True)}}


def _result(item: dict[str, Any], wrong: str) -> dict[str, Any]:
    return {
        "EndpointItemResponse": {"StatusCode": 400, "Message": wrong} if wrong else ACCEPTED,
        "EventsItemResponse": dict.fromkeys(item.get("Events") or {}, ACCEPTED),
    }


def _wrong(parsed: Parsed) -> str:
    """What is wrong with the endpoint's address."""
    return next((one.detail for one in parsed.rejected if one.reason == BAD_ADDRESS), "")
