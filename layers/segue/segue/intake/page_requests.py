"""`POST /v1/decide`: what a page or an app is to show to who looks at it, in one request.

{"userId" and "userHash", or "anonymousId", "events"?: messages of Segment's, "placements"?: ids} gives {"placements",
"segments", "messages"}. Events are taken in first, as those of `/v1/batch` are; what they change may be seen by the
next request, not yet by this one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.cors import preflight
from segue.errors import Invalid, NotFound
from segue.http import Answer, Request, json_answer
from segue.intake.collecting import Collecting, arrival
from segue.keys import PersonId
from segue.messaging.inbox_requests import FRESH, WHO, Kept, messages_of
from segue.messaging.visitors import Asked, Visitors, asked_in
from segue.segment_api.routes import PUBLIC
from segue.segment_api.uploads import MOST_BYTES, Upload
from segue.times import Millis
from segue.trust import WEB

MOST_PLACEMENTS = 50
LONGEST = 100  # characters of a placement's id
NO_PLACEMENT = {"variant": None, "content": None, "reason": "no-placement", "holdout": False}


class Wanted(Asked, rename="camel"):
    """A request's body."""

    events: tuple[msgspec.Raw, ...] = ()
    placements: tuple[str, ...] = ()
    sent_at: Any = None


@dataclass(frozen=True)
class Pages:
    """`inside`: the segments that a person is in."""

    visitors: Visitors
    collecting: Collecting
    inside: Callable[[PersonId], list[str]]
    kept: Kept

    def answer(self, request: Request, now: Millis) -> Answer:
        """Raises Unauthorized, NotFound, TooLarge, Invalid, Unavailable."""
        if request.method == "OPTIONS":
            return preflight(request)
        if request.method != "POST":
            raise NotFound("unknown-route", "it is asked by POST, since who asks must not stand in a URL")
        wanted = asked_in(request, Wanted, MOST_BYTES, f"{WHO}, a list `events` and a list `placements`")
        _check(wanted)
        visitor = self.visitors.of(request, wanted)
        quarantined = self._taken_in(request, wanted, now)
        said = {
            "placements": dict.fromkeys(wanted.placements, NO_PLACEMENT),
            "segments": self.inside(visitor.person) if visitor.person else [],
            "messages": [one for one in messages_of(visitor, self.kept, now) if not one["read"]],
        }
        return json_answer(200, said | ({"quarantined": quarantined} if quarantined else {}), FRESH)

    def _taken_in(self, request: Request, wanted: Wanted, now: Millis) -> int:
        """How many events were not understood; all are durable."""
        if not wanted.events:
            return 0
        upload = Upload(tuple(map(bytes, wanted.events)), wanted.sent_at)
        return self.collecting.take(upload, request, arrival(WEB, request, PUBLIC["batch"], now)).quarantined


def _check(wanted: Wanted) -> None:
    if len(wanted.placements) > MOST_PLACEMENTS or any(not 0 < len(one) <= LONGEST for one in wanted.placements):
        raise Invalid("bad-placements", f"`placements` are up to {MOST_PLACEMENTS} ids of up to {LONGEST} characters")
