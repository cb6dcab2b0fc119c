"""Conditions as the playbook writes them, on one line, for people."""

from collections.abc import Mapping
from typing import Any

LONGEST = 200


def told(spec: Any) -> str:
    """`ordered: {at_least: 2, within: 30d}`; at most 200 characters."""
    text = ", ".join(f"{name}: {_value(one)}" for name, one in spec.items()) if isinstance(spec, Mapping) else ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _value(given: Any) -> str:
    if isinstance(given, Mapping):
        return f"{{{told(given)}}}"
    if isinstance(given, list):
        return f"[{', '.join(map(_value, given))}]"
    return str(given).lower() if isinstance(given, bool) else "null" if given is None else str(given)
