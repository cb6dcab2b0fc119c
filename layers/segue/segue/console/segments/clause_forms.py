"""A condition as the fields of a form, and back: rows of clauses in groups, each called by where it stands. Pure.

`r` is the whole, `r.0` its first part. What a form cannot ask is kept as it stands in the text, so that nothing of a
condition is ever lost by looking at it.
"""

import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.console.segments.clause_groups import NEW, WHOLES, group_of, inner_of
from segue.console.segments.clause_slots import GROUPS, Shape, Slot, shapes
from segue.console.segments.clause_texts import flow

ROOT = "r"
COMMAS = re.compile(r"(?<!\s)\s*,\s*")
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
    inner = inner_of(spec, kind)
    if inner is not None and (place != ROOT or kind in WHOLES):
        values = {"for": flow(spec[kind]["for"])} if kind == "has_been" else {}
        return Row(place, kind, values, parts=_parts(inner, read, place))
    if place == ROOT:
        return Row(ROOT, "all", parts=_parts([spec], read, ROOT))
    values = _values(spec, kind)
    fits = values is not None and told(_asked(kind, values, read)) == told(spec)
    return Row(place, kind, values or {}) if fits else Row(place, kind, raw=flow(spec))


def told(spec: Any) -> str:
    """A condition in one spelling, whatever the order of its settings."""
    return json.dumps(spec, sort_keys=True, default=str)


def spec_of(form: Mapping[str, str], read: Read) -> Any:
    """The condition that a form's fields say. A whole of one part is that part alone."""
    made = _node(form, ROOT, read)
    parts = made.get("all") if isinstance(made, Mapping) else None
    return parts[0] if isinstance(parts, list) and len(parts) == 1 else made


def _parts(inner: Sequence[Any], read: Read, place: str) -> tuple[Row, ...]:
    return tuple(row_of(one, read, f"{place}.{at}") for at, one in enumerate(inner))


def _values(spec: Any, kind: str) -> dict[str, str] | None:
    """The fields of a plain clause, "" for its value; None where it is none that a form can ask."""
    shape = shapes().get(kind)
    if shape is None or not isinstance(spec, Mapping):
        return None
    slots, given = {one.name: one for one in shape.settings}, spec[kind]
    settings = {**(given if isinstance(given, Mapping) else {}), **{name: spec[name] for name in spec if name != kind}}
    flat = dict(pair for name, value in settings.items() for pair in _flat(str(name), value, slots))
    if not flat.keys() <= slots.keys():
        return None
    values = {name: _written(slots[name], one) for name, one in flat.items()}
    if shape.value and not isinstance(given, Mapping):
        values[""] = _written(shape.value, given) if given != "" else ""
    return values


def _flat(name: str, value: Any, known: Container[str]) -> list[tuple[str, Any]]:
    if isinstance(value, Mapping) and name not in known:
        return [(f"{name}.{key}", one) for key, one in value.items()]
    return [(name, value)]


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
    under = _nested({one.name: _value(one, values[one.name], read) for one in shape.under if values.get(one.name)})
    beside = {one.name: _value(one, values[one.name], read) for one in shape.beside if values.get(one.name)}
    own = (
        _value(shape.value, values.get("", ""), read) if shape.value and (values.get("") or not shape.under) else under
    )
    return {kind: under or own, **beside}


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """`where.category` under `where`."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        outer, _, inner = name.partition(".")
        found[outer] = {**found.get(outer, {}), inner: value} if inner else value
    return found


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
    kind, start = form.get(f"{place}.kind", ""), f"{place}.s."
    values = {name.removeprefix(start): value.strip() for name, value in form.items() if name.startswith(start)}
    if kind in GROUPS:
        return group_of(
            kind, [_node(form, one, read) for one in _places(form, place)] or [NEW], values.get("for", "1d")
        )
    if form.get(f"{place}.was", kind) != kind:
        values.pop("", None)  # what the operator before it was given: `open`, of a cart, is no trait
    elif f"{place}.raw" in form:
        return read(form[f"{place}.raw"])
    return _asked(kind, values, read) or read(form.get(f"{place}.raw", ""))


def _places(form: Mapping[str, str], place: str) -> Iterator[str]:
    at = 0
    while f"{place}.{at}.kind" in form:
        yield f"{place}.{at}"
        at += 1
