"""Known before hello: a telephone flow asks who calls. Amazon Connect calls the function, Twilio its address."""

from typing import Any

from segue.http import served
from segue.lambdas import Lambda, now
from segue.wiring.recognizing import recognizing


def handler(event: Lambda, _context: Any) -> dict[str, Any]:
    """A flow of Amazon Connect gets a flat map of texts, whatever goes wrong; POST /voice/{source} TwiML or JSON."""
    if "requestContext" in event:
        return served(event, lambda request: recognizing().of_call(request, now()))
    return recognizing().of_flow(event, now())
