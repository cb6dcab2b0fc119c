"""A cart on another device: GET shows what a link holds, POST opens it."""

from typing import Any

from segue.cors import cors
from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.handovers import taking_over


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /c/{token}, a link's token or six digits, without session or cookie."""
    return served(event, lambda request: taking_over().answer(request, now()), cors)
