"""Conversations: which there are, what was said in each, and what staff do in them."""

from functools import cache
from typing import Any

from segue.api.conversation_interface import CONVERSATIONS
from segue.api.routes import resolve, resolver
from segue.lambdas import Lambda


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    return resolver(CONVERSATIONS)


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """ANY /v1/conversations and below, and those of one customer, with the authorizer's claims."""
    return resolve(routes(), event, context)
