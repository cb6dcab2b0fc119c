"""JSON of strangers as values that every later stage can hold: strict, not too deep, numbers of 64 bits."""

import json
import math
import re
from typing import Any

import msgspec

from segue.errors import Invalid

DEEPEST = 64  # levels; profiles are folded where the interpreter's stack is already deep
LONG_NUMBER = re.compile(rb"\d{19}")


def loads(raw: bytes) -> Any:
    """The value of some JSON. Raises Invalid (bad-json, too-deep)."""
    try:
        value = msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        value = msgspec.json.decode(repaired(raw))
    return _tame(raw, value)


def repaired(raw: bytes) -> bytes:
    """JSON as some clients write it, made strict: NaN and infinities become null, half an emoji becomes U+FFFD.

    Raises Invalid("bad-json").
    """
    try:
        value = json.loads(raw.decode(), parse_constant=lambda _: None, parse_float=_finite)
        text = json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError) as wrong:
        raise Invalid("bad-json", "the body is not JSON") from wrong
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def text(name: str, value: Any) -> str | None:
    """Text, or a whole number as text; None for nothing or an empty text. Raises Invalid("bad-field")."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Invalid("bad-field", f"{name} is text")


def mapping(name: str, value: Any) -> dict[str, Any]:
    """A JSON object; null is an empty one. Raises Invalid("bad-field")."""
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    raise Invalid("bad-field", f"{name} is an object")


def _tame(raw: bytes, value: Any) -> Any:
    if raw.count(b"{") + raw.count(b"[") > DEEPEST and _depth(value) > DEEPEST:
        raise Invalid("too-deep", f"values are nested at most {DEEPEST} deep")
    return _small(value) if LONG_NUMBER.search(raw) else value


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [child for one in level if isinstance(one, dict | list) for child in _children(one)]
    return depth


def _children(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _small(value: Any) -> Any:
    """Whole numbers beyond 64 bits as text: nothing later can pack them."""
    if isinstance(value, dict):
        return {name: _small(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_small(one) for one in value]
    big = isinstance(value, int) and not -(2**63) <= value < 2**63
    return str(value) if big else value


def _finite(number: str) -> float | None:
    value = float(number)
    return value if math.isfinite(value) else None
