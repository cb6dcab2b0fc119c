"""`POST /v1/inbox`: what a visitor has got, for the site's script.

Nothing is changed here: that something was read, clicked or put away is an event of Segment's (`Message Read`,
`Message Link Clicked`, `Message Dismissed` with `message_id`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from segue.cors import preflight
from segue.errors import NotFound
from segue.http import Answer, Request, json_answer
from segue.keys import PersonId
from segue.messages import Message
from segue.messaging.inbox import answered, shown
from segue.messaging.visitors import Asked, Visitor, Visitors, asked_in
from segue.times import Millis

LARGEST = 8 * 1024  # bytes of a request
FRESH = {"cache-control": "no-store"}
WHO = "`userId` and `userHash`, or `anonymousId`"
Kept = Callable[[Iterable[PersonId]], list[Message]]  # the messages of these people that keep their words


@dataclass(frozen=True)
class Inbox:
    """What stands in the inbox of who asks."""

    visitors: Visitors
    kept: Kept

    def answer(self, request: Request, now: Millis) -> Answer:
        """{"messages": newest first, "unread"}. Raises Unauthorized, NotFound, TooLarge, Invalid."""
        if request.method == "OPTIONS":
            return preflight(request)
        if request.method != "POST":
            raise NotFound("unknown-route", "the inbox is asked for by POST, since whose it is must not stand in a URL")
        visitor = self.visitors.of(request, asked_in(request, Asked, LARGEST, WHO))
        found = messages_of(visitor, self.kept, now)
        return json_answer(200, {"messages": found, "unread": sum(not one["read"] for one in found)}, FRESH)


def messages_of(visitor: Visitor, kept: Kept, now: Millis) -> list[dict[str, Any]]:
    """What somebody may read, as a site gets it, newest first."""
    return [answered(one) for one in shown(kept(visitor.owners), visitor.points, now)]
