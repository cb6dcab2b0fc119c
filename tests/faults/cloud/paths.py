"""Document paths such as `a.#b[2]`: reading, setting and removing without touching the original."""

import re
from collections.abc import Mapping
from typing import Any

from moto.dynamodb.parsing.reserved_keywords import ReservedKeywords

from tests.faults.cloud.failures import invalid
from tests.faults.cloud.values import Attribute, Item

Step = str | int
Path = tuple[Step, ...]
RESERVED = frozenset(ReservedKeywords.get_reserved_keywords())  # docs: ReservedWords of DynamoDB
PIECES = re.compile(r"\[(\d+)\]|([#\w-]+)")


def parse(text: str) -> Path:
    """The steps of a path; names may still be placeholders."""
    return tuple(int(index) if index else name for index, name in PIECES.findall(text))


def resolve(path: Path, names: Mapping[str, str]) -> Path:
    """The path with its #placeholders replaced."""
    return tuple(_plain(step) if isinstance(step, int) or step[0] != "#" else _name(step, names) for step in path)


def _plain(step: Step) -> Step:
    if isinstance(step, str) and step.upper() in RESERVED:
        raise invalid(f"Invalid expression: Attribute name is a reserved keyword; reserved keyword: {step}")
    return step


def _name(placeholder: str, names: Mapping[str, str]) -> str:
    if placeholder not in names:
        raise invalid(f"An expression attribute name used in the document path is not defined: {placeholder}")
    return names[placeholder]


def get(item: Item, path: Path) -> Attribute | None:
    """The attribute at the path; None where there is none."""
    found: Any = {"M": item}
    for step in path:
        found = _child(found, step)
        if found is None:
            return None
    return found


def _child(parent: Attribute, step: Step) -> Attribute | None:
    if isinstance(step, str):
        return parent.get("M", {}).get(step)
    inside = parent.get("L", [])
    return inside[step] if step < len(inside) else None


def put(item: Item, path: Path, value: Attribute | None) -> Item:
    """A copy of the item with the value at the path, or without it where the value is None."""
    return _put({"M": item}, path, value)["M"]


def _put(parent: Attribute, path: Path, value: Attribute | None) -> dict[str, Any]:
    step, rest = path[0], path[1:]
    if rest:
        child = _child(parent, step)
        if child is None:
            raise invalid("The document path provided in the update expression is invalid for update")
        value = _put(child, rest, value)
    return _in_map(parent, step, value) if isinstance(step, str) else _in_list(parent, step, value)


def _in_map(parent: Attribute, step: str, value: Attribute | None) -> dict[str, Any]:
    if "M" not in parent:
        raise invalid("The document path provided in the update expression is invalid for update")
    inside = {name: one for name, one in parent["M"].items() if name != step or value is not None}
    return {"M": inside | ({step: value} if value is not None else {})}


def _in_list(parent: Attribute, step: int, value: Attribute | None) -> dict[str, Any]:
    inside = list(parent.get("L", []))
    inside[step : step + 1] = [] if value is None else [value]
    return {"L": inside}
