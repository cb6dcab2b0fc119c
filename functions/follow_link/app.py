"""A tracked link in a message: leads on to where it was made for, and is noted in the ledger."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.following import following


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """GET and HEAD /l/{token}, without session or cookie."""
    return served(event, lambda request: following().answer(request, now()))
