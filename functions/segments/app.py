"""Segments: how many are in each, who they are, and how many a definition would give."""

from functools import cache
from typing import Any

from segue.api.group_interface import SEGMENTS
from segue.api.routes import resolve, resolver
from segue.lambdas import Lambda


@cache
def routes() -> Any:
    """The resolver of this function's routes, made once."""
    return resolver(SEGMENTS)


def handler(event: Lambda, context: Any) -> dict[str, Any]:
    """ANY /v1/segments and below, with the authorizer's claims."""
    return resolve(routes(), event, context)
