"""What a route takes in its query, and the refusal of anything else.

A name that nobody reads would be as if it were not there: a list would come whole, or its first page again and again.
A route that takes none has nothing to narrow, and passes over what is there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import BaseModel

from segue.errors import Invalid, inside
from segue.spelling import LONGEST, meant


def knowing(model: type[BaseModel] | None) -> Callable[..., Any]:
    """Lets a request pass whose query names only what the route takes, as its arguments or as fields of `model`; where
    it takes none, any."""
    fields = [field.alias or name for name, field in model.model_fields.items()] if model else []

    def check(app: APIGatewayHttpResolver, next_middleware: Callable[..., Any]) -> Any:
        arguments = [one.alias for one in app.context["_route"].dependant.query_params]
        refuse_others(app.current_event.query_string_parameters, [*fields, *arguments])
        return next_middleware(app)

    return check


def refuse_others(asked: Iterable[str], known: Sequence[str]) -> None:
    """Raises Invalid("unknown-parameter") for the first name that is not known where some are, with the one that was
    meant."""
    strange = next((name for name in asked if name not in known), None)
    if strange is None or not known:
        return
    hint = meant(strange, known) or f"; it takes {', '.join(f'`{one}`' for one in known)}"
    with inside("query", strange[:LONGEST]):
        raise Invalid("unknown-parameter", f"this route knows no parameter `{strange[:LONGEST]}`{hint}")
