"""Privacy: requests of people about what is held of them, and the job that carries them out, stage by stage."""

from functools import cache
from typing import Any

from segue.lambdas import Lambda, each_message


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    from segue.api.privacy_interface import REQUESTS
    from segue.api.routes import resolver

    return resolver(REQUESTS)


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """Of an SQS batch it answers which messages must come again; a schedule looks for what is due; what else comes is a
    request to the API."""
    if "Records" in event or event.get("source") == "aws.events":
        from segue.wiring.privacy_work import look, work

        return each_message(event, work) if "Records" in event else look()
    from segue.api.routes import resolve

    return resolve(routes(), event, context)
