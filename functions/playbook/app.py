"""The playbook: what is in force, what a change would do, and the change."""

from functools import cache
from typing import Any

from segue.api.playbook_interface import PLAYBOOK
from segue.api.routes import resolve, resolver
from segue.lambdas import Lambda


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    return resolver(PLAYBOOK)


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """ANY /v1/playbook and below, with the authorizer's claims."""
    return resolve(routes(), event, context)
