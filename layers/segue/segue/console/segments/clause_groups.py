"""Groups of clauses: what they are made of, and what the buttons of a form do to them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

WHOLES = ("all", "any", "not")  # what the whole of a condition may be in a form
NEW: dict[str, Any] = {"cart": "open"}


def acted(spec: Any, act: str) -> Any:
    """The condition after a button: `clause:r.0` and `group:r.0` add to a group, `drop:r.0.1` takes away."""
    word, _, place = act.partition(":")
    steps = [int(one) for one in place.split(".")[1:] if one.isdecimal()]
    kind = next(iter(spec), "") if isinstance(spec, Mapping) else ""
    whole = spec if kind in WHOLES else {"all": [spec]}
    match word:
        case "clause":
            return _changed(whole, steps, lambda inner: [*inner, NEW])
        case "group":
            return _changed(whole, steps, lambda inner: [*inner, {"any": [NEW]}])
        case "drop" if steps:
            return _changed(whole, steps[:-1], lambda inner: [*inner[: steps[-1]], *inner[steps[-1] + 1 :]] or [NEW])
    return spec


def inner_of(spec: Any, kind: str) -> list[Any] | None:
    """What a group is made of; None where it is none that a form can show."""
    match spec:
        case {"all": [*parts]} | {"any": [*parts]} if len(spec) == 1:
            return parts
        case {"not": Mapping() as one} | {"has_been": {"for": _, "when": Mapping() as one}} if len(spec) == 1:
            return list(one["all"]) if kind == "has_been" and _plain_all(one) else [one]
    return None


def group_of(kind: str, inner: list[Any], span: Any) -> dict[str, Any]:
    """A group of these; `not` and `has_been` take one condition."""
    if kind == "has_been":
        return {"has_been": {"for": span, "when": inner[0] if len(inner) == 1 else {"all": inner}}}
    if kind == "not":
        return {"not": inner[0] if len(inner) == 1 else {"any": inner}}
    return {kind: inner}


def _changed(spec: Any, steps: Sequence[int], change: Callable[[list[Any]], list[Any]]) -> Any:
    """The condition with what the group at this place is made of changed."""
    kind = next(iter(spec), "") if isinstance(spec, Mapping) else ""
    inner = inner_of(spec, kind)
    if inner is None:
        return spec
    span = spec[kind]["for"] if kind == "has_been" else ""
    if not steps:
        return group_of(kind, change(inner), span)
    return group_of(
        kind, [_changed(one, steps[1:], change) if at == steps[0] else one for at, one in enumerate(inner)], span
    )


def _plain_all(spec: Mapping[str, Any]) -> bool:
    return list(spec) == ["all"] and isinstance(spec["all"], list) and len(spec["all"]) > 1
