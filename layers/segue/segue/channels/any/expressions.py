"""Expressions of a mapping: JMESPath (https://jmespath.org/specification.html) over one thing that a provider says."""

from collections.abc import Mapping
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from segue.channels.payloads import text
from segue.errors import Invalid

LONGEST = 1000  # characters of an expression


def checked(place: str, expression: Any) -> None:
    """Raises Invalid("bad-source") with the place of an expression that is none."""
    if not isinstance(expression, str) or not expression.strip() or len(expression) > LONGEST:
        raise Invalid("bad-source", f"`{place}` is a JMESPath expression, such as customer.email")
    try:
        jmespath.compile(expression)
    except JMESPathError as wrong:
        first = str(wrong).splitlines()[0]
        raise Invalid("bad-source", f"`{place}` is no JMESPath expression: {first}") from wrong


def found(place: str, expression: str, thing: Any) -> Any:
    """What the expression finds. Raises Invalid("bad-mapping") where it cannot be applied to what came."""
    try:
        return jmespath.search(expression, thing)
    except JMESPathError as wrong:
        raise Invalid("bad-mapping", f"`{place}`: {str(wrong)[:200]}") from wrong


def holds(place: str, expression: str, thing: Any) -> bool:
    """Whether the expression finds something true: not nothing, false or what is empty (JMESPath has 0 as true)."""
    value = found(place, expression, thing)
    return bool(value) or (value == 0 and value is not False)


def named(place: str, expression: str | None, thing: Any) -> str | None:
    """The text, or whole number as text, that the expression finds; None for nothing and without an expression."""
    return text(found(place, expression, thing)) if expression else None


def all_found(place: str, expressions: Mapping[str, str], thing: Any) -> dict[str, Any]:
    """What each expression finds, by name; without those that find nothing."""
    values = {name: found(f"{place}.{name}", one, thing) for name, one in expressions.items()}
    return {name: value for name, value in values.items() if value is not None}
