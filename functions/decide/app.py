"""What a page or an app is to show to who looks at it: placements, segments, unread messages; and scripts for that."""

from typing import Any

from segue.cors import cors
from segue.http import request_of, served
from segue.lambdas import Lambda, now
from segue.scripts import SCRIPTS, script
from segue.wiring.pages import pages


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """GET /placements.js and /behaviour.js; POST /v1/decide with a write key, and with what proves who asks; /token."""
    path = event.get("rawPath", "")
    if path in SCRIPTS:
        return script(path).sent(request_of(event))
    return served(event, lambda request: pages().answer(request, now()), cors)
