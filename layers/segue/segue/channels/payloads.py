"""Reading a provider's JSON without trusting its shape."""

import re
from typing import Any

from segue.errors import Invalid
from segue.values import loads

AMOUNT = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
Payload = dict[str, Any]


def payload_of(raw: bytes) -> Payload:
    """The JSON object of a body. Raises Invalid (bad-json, too-deep)."""
    value = loads(raw)
    if not isinstance(value, dict):
        raise Invalid("bad-json", "the body is not a JSON object")
    return value


def mapping(value: Any) -> Payload:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Payload]:
    """The objects of a list; nothing of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(value: Any) -> str | None:
    """Trimmed text, or a whole number as text; None for anything else and for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def amount(value: Any) -> float | None:
    """A decimal number such as "19.99", as Segment's spec has money; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return float(str(value)) if AMOUNT.fullmatch(str(value).strip()) else None


def given(values: Payload) -> Payload:
    """The mapping without what is not known."""
    return {name: value for name, value in values.items() if value is not None and value != [] and value != {}}
