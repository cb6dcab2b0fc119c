"""What a customer says about being written to: one-click unsubscribing (RFC 8058) and the preference centre.

POST changes what is to be sent, GET only shows it: link scanners get whatever a mail holds.
"""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.consent import answered


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """ANY /unsubscribe/{token} and /preferences/{token}, without session or cookie."""
    return served(event, lambda request: answered(request, now()))
