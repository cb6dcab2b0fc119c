"""One-click unsubscribing (RFC 8058): POST opts out, GET only asks."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.consent import unsubscribing


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /unsubscribe/{token}, without session or cookie."""
    return served(event, lambda request: unsubscribing().answer(request, now()))
