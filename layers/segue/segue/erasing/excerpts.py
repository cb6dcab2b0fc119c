"""Excerpts: of what may name others too, such as a whole delivery that nobody understood, what is about one person.

Where a list holds several, those that name them are kept; what stands beside such a list and names nobody of them is
somebody else's. A text is taken apart as JSON, or line by line. Pure.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

Names = Callable[[Any], bool]
DEEPEST = 40


def naming(wanted: tuple[bytes, ...]) -> Names:
    """Whether a plain value names somebody, by needles of `segue.erasing.whole`."""
    needles = tuple(one.lower() for one in wanted)

    def names(value: Any) -> bool:
        text = msgspec.json.encode(value).lower()
        return any(one in text for one in needles)

    return names


def excerpt(value: Any, names: Names, deep: int = 0) -> Any:
    """The part of a plain value that is about them; what is in one piece stays whole."""
    if deep > DEEPEST:
        return None
    if isinstance(value, str):
        return _of_text(value, names, deep)
    if isinstance(value, list):
        kept = [one for one in value if names(one)] or value
        return [excerpt(one, names, deep + 1) for one in kept]
    if isinstance(value, Mapping):
        return {name: excerpt(one, names, deep + 1) for name, one in _own(value, names).items()}
    return value


def _own(value: Mapping[str, Any], names: Names) -> Mapping[str, Any]:
    by_name = {name: one for name, one in value.items() if names(name)} or value
    if not _several(by_name, names):
        return by_name
    return {name: one for name, one in by_name.items() if _beside(one) or names(one)}


def _several(value: Mapping[str, Any], names: Names) -> bool:
    """Whether a list in it is about several, of whom they are one."""
    lists = [one for one in value.values() if isinstance(one, list)]
    return any(any(map(names, one)) and not all(map(names, one)) for one in lists)


def _beside(value: Any) -> bool:
    return not isinstance(value, Mapping | list)


def _of_text(value: str, names: Names, deep: int) -> Any:
    if value[:1] in "{[" and value:
        try:
            return excerpt(msgspec.json.decode(value), names, deep + 1)
        except (msgspec.DecodeError, RecursionError):
            pass
    lines = value.splitlines()
    found = [one for one in lines if names(one)]
    return "\n".join(found) if found and len(lines) > 1 else value
