"""What operators are given in the playbook, checked: a wrong text is refused when it is applied, not when used."""

from collections.abc import Collection, Mapping
from typing import Any

from segue.errors import Invalid


def settings(spec: Mapping[str, Any], operator: str, known: Collection[str]) -> Mapping[str, Any]:
    """The mapping under an operator that takes nothing but these settings. Raises Invalid("bad-condition")."""
    asked = spec[operator]
    if not isinstance(asked, Mapping) or not asked or not set(asked) <= set(known):
        raise Invalid("bad-condition", f"`{operator}` takes {', '.join(f'`{one}`' for one in known)}")
    return asked


def count(given: Any, name: str) -> int:
    """A whole number. Raises Invalid("bad-condition")."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise Invalid("bad-condition", f"`{name}` is a whole number, not {given!r}")
    return given


def flag(given: Any, name: str) -> bool:
    """True or false. Raises Invalid("bad-condition")."""
    if not isinstance(given, bool):
        raise Invalid("bad-condition", f"`{name}` is true or false, not {given!r}")
    return given


def listed(given: Any, name: str) -> list[Any]:
    """A list. Raises Invalid("bad-condition")."""
    if not isinstance(given, list):
        raise Invalid("bad-condition", f"`{name}` is a list, not {given!r}")
    return given
