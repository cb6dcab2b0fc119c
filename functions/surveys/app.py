"""How easy it was, from the link in a message: GET shows the question, POST is the answer."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.surveys import surveying


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /s/{token}, without session or cookie."""
    return served(event, lambda request: surveying().answer(request, now()))
