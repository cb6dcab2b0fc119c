"""The people API: customers, segments, quarantine, and the description of all of it."""

from functools import cache
from typing import Any

from segue.api.interface import PEOPLE
from segue.api.routes import described, resolve, resolver
from segue.lambdas import Lambda

DESCRIPTION = "/openapi.json"


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    return resolver(PEOPLE)


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """ANY /v1/{proxy+} with the authorizer's claims; /health and /openapi.json without."""
    if event["rawPath"] == DESCRIPTION:
        from segue.api.conversation_interface import CONVERSATIONS
        from segue.api.group_interface import SEGMENTS
        from segue.api.measure_interface import MEASURES
        from segue.api.playbook_interface import PLAYBOOK  # heavy, and hardly anybody asks
        from segue.api.privacy_interface import REQUESTS

        return described((*PEOPLE, *SEGMENTS, *PLAYBOOK, *CONVERSATIONS, *MEASURES, *REQUESTS))
    return resolve(routes(), event, context)
