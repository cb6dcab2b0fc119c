"""Collecting: Segment's HTTP API from request to answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol

from segue.cors import preflight
from segue.deliveries import Delivery, Parsed, Rejected, not_understood
from segue.errors import Invalid, NotAllowed, NotFound, TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Accepting
from segue.segment_api import PARSER
from segue.segment_api.messages import Arrival, parsed
from segue.segment_api.routes import SETTINGS, SOURCE_CONFIG, Route, route
from segue.segment_api.uploads import MOST_BYTES, Upload, read
from segue.signatures import basic
from segue.times import Millis
from segue.trust import SERVER, WEB
from segue.write_keys import BROWSER as PAGES
from segue.write_keys import FIRST, FIRST_SERVER, Key
from segue.write_keys import SERVER as SERVERS

SETTINGS_SECONDS = 300
PRIVACY_CONTROL = "sec-gpc"  # https://www.w3.org/TR/gpc/: only "1" is a signal
PINPOINT = re.compile(r"(?:^|/)v1/apps/")
FIRSTS = (FIRST, FIRST_SERVER)
CACHED = {"cache-control": f"public, max-age={SETTINGS_SECONDS}"}


def all_of_it(parsed: Parsed) -> Parsed:
    """Where no consent is asked for."""
    return parsed


class Keys(Protocol):
    """Write keys. `find`: the one that this is, while it is in force; `checked` raises Forbidden where only other pages
    may use it; `valid`: whether a page of this origin may use it, raises so too; `proves`: whether this is a user id's
    hash."""

    def find(self, presented: Any, /) -> Key | None: ...

    def checked(self, key: Key, origin: str | None, /) -> Key: ...

    def valid(self, presented: Any, origin: str | None = None, /) -> bool: ...

    def proves(self, presented: str, user_id: str, /) -> bool: ...


@dataclass(frozen=True)
class Collecting:
    """`keys` knows write keys: those of pages, and those that only the shop's servers have, which no page may show.

    `allowed`: what may be kept of what was understood, where consent is asked for (`segue.segment_api.consent`).
    """

    accepting: Accepting
    keys: Keys
    public_url: str = ""
    allowed: Callable[[Parsed], Parsed] = all_of_it

    def answer(self, request: Request, now: Millis) -> Answer:
        """200 once everything is durable. Raises Unauthorized, NotFound, NotAllowed, TooLarge, Invalid, Unavailable."""
        if PINPOINT.search(request.path) and request.method != "OPTIONS":
            return self._pinpoint(request, now)
        match request.method:
            case "OPTIONS":
                return preflight(request)
            case "GET" if SETTINGS.search(request.path) or SOURCE_CONFIG.search(request.path):
                return self._settings(request)
            case "POST":
                return self._collect(request, route(request.path), now)
        way = route(request.path)
        raise NotAllowed("method-not-allowed", f"events are posted: POST .../v1/{way.name}")

    def _collect(self, request: Request, way: Route, now: Millis) -> Answer:
        presented = _presented(request)
        try:
            upload = _uploaded(request, way)
        except Invalid as wrong:
            self._keep(request, arrival(self._key(request, presented), request, way, now), wrong)
            raise
        key = self._key(request, (*presented, upload.write_key))
        looked = self.accepting.planned(self.understood(upload, request, arrival(key, request, way, now)))
        counts = self.accepting.keep(looked)
        return json_answer(200, {"success": True, **not_understood(counts.quarantined, looked.rejected)})

    def understood(self, upload: Upload, request: Request, came: Arrival) -> Parsed:
        """What such messages say, and what of them may be kept."""
        found = parsed(_controlled(upload, request), came)
        return self.allowed(self._proven(found) if came.proof else found)

    def _proven(self, found: Parsed) -> Parsed:
        from segue.intake.proving import proven  # for keys that want it

        return proven(found, self.keys.proves)

    def _pinpoint(self, request: Request, now: Millis) -> Answer:
        """Imported with the first such call: most stacks never get one, and every start would pay for it."""
        pinpointing = import_module("segue.intake.pinpointing")
        return pinpointing.Pinpointing(self.accepting, self.keys, self.allowed).answer(request, now)

    def _settings(self, request: Request) -> Answer:
        from segue.segment_api.settings import host_of, segment_settings, source_config  # browsers keep the answer

        asked = SETTINGS.search(request.path)
        presented = (asked[1] if asked else None, *_presented(request))
        key = next((one for one in presented if self.keys.valid(one, request.headers.get("origin"))), None)
        if key is None:
            raise NotFound("unknown-write-key", "no source has this write key")
        host = host_of(request, self.public_url)
        return json_answer(200, segment_settings(key, host) if asked else source_config(key), CACHED)

    def _key(self, request: Request, presented: tuple[Any, ...]) -> Key:
        """By which key it came; what a page shows is nobody's secret any more. Raises Unauthorized, Forbidden."""
        origin = request.headers.get("origin")
        found = [key for key in map(self.keys.find, presented) if key]
        servers = [key for key in found if key.kind == SERVERS and origin is None]
        pages = [key for key in found if key.kind == PAGES]
        if servers:
            return servers[0]
        if not pages:
            raise Unauthorized("bad-write-key", "no valid write key as Basic user name, in the body or in the query")
        return self.keys.checked(pages[0], origin)

    def _keep(self, request: Request, came: Arrival, wrong: Invalid) -> None:
        sent = {"sent-at": request.headers["sentat"]} if "sentat" in request.headers else {}
        control = {"context": '{"gpc":true}'} if _control(request) else {}
        headers = {"route": came.route.name, **sent, **control}
        delivery = Delivery(came.source, PARSER, request.body, headers, came.received_at)
        rejected = Parsed(rejected=(Rejected(delivery, wrong.reason, wrong.detail),))
        self.accepting.accept(self.allowed(rejected))


def arrival(key: Key, request: Request, way: Route, now: Millis) -> Arrival:
    """How the messages of a request came: by the word of a page, or of the shop's own server."""
    source = SERVER if key.kind == SERVERS else WEB
    return Arrival(source, now, way, request.headers.get("sentat"), "" if key.id in FIRSTS else key.id, key.proof)


def _uploaded(request: Request, way: Route) -> Upload:
    if len(request.body) > MOST_BYTES:
        raise TooLarge("oversize", f"a request has at most {MOST_BYTES} bytes")
    return read(request.body, way)


def _controlled(upload: Upload, request: Request) -> Upload:
    """Global Privacy Control of the browser is said by all of its messages."""
    return replace(upload, context={**upload.context, "gpc": True}) if _control(request) else upload


def _control(request: Request) -> bool:
    return request.headers.get(PRIVACY_CONTROL, "").strip() == "1"


def _presented(request: Request) -> tuple[Any, ...]:
    user = basic(request.headers.get("authorization", ""))
    return user[0] if user else None, request.query.get("writeKey")
