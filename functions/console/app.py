"""The console: pages for staff."""

from typing import Any

from segue.console.site import answer
from segue.lambdas import Lambda, now
from segue.wiring.desk import desk


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /console and below; sessions by cookie."""
    return answer(event, desk(), now())
