"""A file that staff sent: the link in their answer leads on to it, until it ends."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.opened_files import opening


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """GET and HEAD /f/{token}, without session or cookie."""
    return served(event, lambda request: opening().answer(request, now()))
