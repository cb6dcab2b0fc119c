"""A condition as the fields of a form, and back: rows of clauses in groups, each called by where it stands. Pure.

`r` is the whole, `r.0` its first part. What a form cannot ask is kept as it stands in the text, so that nothing of a
condition is ever lost by looking at it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.console.clause_slots import GROUPS, Shape, Slot, shapes
from segue.console.clause_texts import flow

ROOT = "r"
NEW = {"cart": "open"}
COMMAS = re.compile(r"\s*,\s*")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FLAGS = {"yes": True, "no": False}
Read = Callable[[str], Any]  # what a piece of the playbook's language says


@dataclass(frozen=True)
class Row:
    """A clause or a group at its place; `values` are its fields by name, `raw` what no form can ask."""

    place: str
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    raw: str = ""
    parts: tuple["Row", ...] = ()

    @property
    def shape(self) -> Shape | None:
        """What its operator takes; None for a group and for what no form can ask."""
        return None if self.raw else shapes().get(self.kind)


def row_of(spec: Any, read: Read, place: str = ROOT) -> Row:
    """A condition as a row; the whole is a group in any case, so that there is a place for more."""
    kind = next(iter(spec), "") if isinstance(spec, Mapping) else ""
    if kind in GROUPS and len(spec) == 1:
        inner = [spec["not"]] if kind == "not" else spec[kind]
        if isinstance(inner, list):
            return Row(place, kind, parts=_parts(inner, read, place))
    if place == ROOT:
        return Row(ROOT, "all", parts=_parts([spec], read, ROOT))
    values = _values(spec, kind)
    fits = values is not None and flow(_asked(kind, values, read)) == flow(spec)
    return Row(place, kind, values or {}) if fits else Row(place, kind, raw=flow(spec))


def spec_of(form: Mapping[str, str], read: Read) -> Any:
    """The condition that a form's fields say. A whole of one part is that part alone."""
    made = _node(form, ROOT, read)
    parts = made.get("all") if isinstance(made, Mapping) else None
    return parts[0] if isinstance(parts, list) and len(parts) == 1 else made


def acted(spec: Any, act: str) -> Any:
    """The condition after a button: `clause:r.0` and `group:r.0` add to a group, `drop:r.0.1` takes away."""
    word, _, place = act.partition(":")
    steps = [int(one) for one in place.split(".")[1:] if one.isdecimal()]
    whole = spec if isinstance(spec, Mapping) and next(iter(spec), "") in GROUPS else {"all": [spec]}
    match word:
        case "clause":
            return _added(whole, steps, NEW)
        case "group":
            return _added(whole, steps, {"any": [NEW]})
        case "drop" if steps:
            return _dropped(whole, steps)
    return spec


def _parts(inner: Sequence[Any], read: Read, place: str) -> tuple[Row, ...]:
    return tuple(row_of(one, read, f"{place}.{at}") for at, one in enumerate(inner))


def _values(spec: Any, kind: str) -> dict[str, str] | None:
    """The fields of a plain clause, "" for its value; None where it is none that a form can ask."""
    shape = shapes().get(kind)
    if shape is None or not isinstance(spec, Mapping):
        return None
    slots = {one.name: one for one in shape.settings}
    given = spec[kind]
    settings = {**(given if isinstance(given, Mapping) else {}), **{name: spec[name] for name in spec if name != kind}}
    if not settings.keys() <= slots.keys():
        return None
    values = {name: _written(slots[name], one) for name, one in settings.items()}
    return (
        values if isinstance(given, Mapping) else values | ({"": _written(shape.value, given)} if shape.value else {})
    )


def _written(slot: Slot, value: Any) -> str:
    if slot.kind == "flag" and isinstance(value, bool):
        return "yes" if value else "no"
    if slot.kind == "words" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return flow(value) if slot.kind == "any" or not isinstance(value, str) else value


def _asked(kind: str, values: Mapping[str, str], read: Read) -> dict[str, Any] | None:
    shape = shapes().get(kind)
    if shape is None:
        return None
    under = {one.name: _value(one, values[one.name], read) for one in shape.under if values.get(one.name)}
    beside = {one.name: _value(one, values[one.name], read) for one in shape.beside if values.get(one.name)}
    told = values.get("", "")
    own = _value(shape.value, told, read) if shape.value and (told or not shape.under) else under
    return {kind: under or own, **beside}


def _value(slot: Slot, text: str, read: Read) -> Any:
    text = text.strip()
    match slot.kind:
        case "flag":
            return FLAGS.get(text, text)
        case "number":
            return (float(text) if "." in text else int(text)) if NUMBER.fullmatch(text) else text
        case "words" if "," in text:
            return [one for one in COMMAS.split(text) if one]
        case "any":
            return read(text) if text else ""
    return text


def _node(form: Mapping[str, str], place: str, read: Read) -> Any:
    kind = form.get(f"{place}.kind", "")
    if kind in GROUPS:
        inner = [_node(form, one, read) for one in _places(form, place)]
        if kind == "not" and len(inner) == 1:
            return {"not": inner[0]}
        return {kind: inner} if kind != "not" else {"not": {"any": inner}}
    if f"{place}.raw" in form and form.get(f"{place}.was") == kind:
        return read(form[f"{place}.raw"])
    start = f"{place}.s."
    values = {name.removeprefix(start): value.strip() for name, value in form.items() if name.startswith(start)}
    return _asked(kind, values, read) or read(form.get(f"{place}.raw", ""))


def _places(form: Mapping[str, str], place: str) -> Iterator[str]:
    at = 0
    while f"{place}.{at}.kind" in form:
        yield f"{place}.{at}"
        at += 1


def _added(spec: Any, steps: Sequence[int], new: Any) -> Any:
    kind, inner = _inside(spec)
    if not steps:
        return _group(kind, [*inner, new])
    return _group(kind, [_added(one, steps[1:], new) if at == steps[0] else one for at, one in enumerate(inner)])


def _dropped(spec: Any, steps: Sequence[int]) -> Any:
    kind, inner = _inside(spec)
    if len(steps) == 1:
        left = [one for at, one in enumerate(inner) if at != steps[0]]
        return _group(kind, left or [NEW])
    return _group(kind, [_dropped(one, steps[1:]) if at == steps[0] else one for at, one in enumerate(inner)])


def _inside(spec: Any) -> tuple[str, list[Any]]:
    kind = next(iter(spec), "all") if isinstance(spec, Mapping) else "all"
    if kind not in GROUPS:
        return "all", [spec]
    inner = spec[kind]
    return kind, list(inner) if isinstance(inner, list) else [inner]


def _group(kind: str, inner: list[Any]) -> dict[str, Any]:
    if kind != "not":
        return {kind: inner}
    return {"not": inner[0] if len(inner) == 1 else {"any": inner}}
