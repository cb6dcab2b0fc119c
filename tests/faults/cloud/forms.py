"""AWS's query protocol, which SNS speaks: parameters as a form, with lists and maps as numbered names."""

from typing import Any
from urllib.parse import parse_qsl

Params = dict[str, Any]


def params_of(body: str | bytes) -> Params:
    """`Attributes.entry.1.Name=a&Attributes.entry.1.Value.StringValue=b` as the mapping that was given."""
    tree: Params = {}
    for name, value in parse_qsl(body if isinstance(body, str) else body.decode(), keep_blank_values=True):
        *path, last = name.split(".")
        place = tree
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _whole(one) for name, one in tree.items() if name not in ("Action", "Version")}


def _whole(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    if set(part) == {"entry"}:
        pairs = list(part["entry"].values())
        return {one.get("Name", one.get("key")): _whole(one.get("Value", one.get("value"))) for one in pairs}
    return {name: _whole(one) for name, one in part.items()}
