"""What a clause may be asked in a form: the value of its operator and its settings, out of the operators' schemas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from segue.languages.texts import _
from segue.segments.operators import SCHEMAS

GROUPS = ("all", "any", "not", "has_been")
CALLED = {
    "all": _("All of these"),
    "any": _("Any of these"),
    "not": _("Not this"),
    "has_been": _("Without a break for"),
}


@dataclass(frozen=True)
class Slot:
    """A field of a form, `where.category` for one in a setting: `kind` is `choice`, `flag`, `number`, `words` (one, or
    some with commas) or `any` (as in the text); `example` is what may stand there."""

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Shape:
    """What an operator takes: a value, settings under its name, settings beside it."""

    value: Slot | None
    under: tuple[Slot, ...]
    beside: tuple[Slot, ...]
    about: str = ""

    @property
    def settings(self) -> tuple[Slot, ...]:
        """All of its settings."""
        return (*self.under, *self.beside)


@cache
def shapes() -> dict[str, Shape]:
    """The shape of each operator; `in_segment` is asked like one."""
    known = {name: _shape(name, schema) for name, schema in SCHEMAS.items()}
    return known | {"in_segment": Shape(Slot("in_segment", "any"), (), (), _("what this segment asks"))}


def _shape(name: str, schema: Mapping[str, Any]) -> Shape:
    given = dict(schema["properties"])
    alternatives = list(_alternatives(given.pop(name)))
    objects = [one for one in alternatives if "properties" in one]
    plain = [one for one in alternatives if "properties" not in one]
    under = tuple(slot for each in objects for key, one in each["properties"].items() for slot in _slots(key, one))
    beside = tuple(_slot(key, one) for key, one in given.items())
    return Shape(_slot(name, {"anyOf": plain}) if plain else None, under, beside, schema.get("description", ""))


def _slots(name: str, schema: Mapping[str, Any]) -> Iterator[Slot]:
    """The fields of a setting: several where it has settings of its own."""
    inner = schema.get("properties", {})
    if not inner:
        yield _slot(name, schema)
    yield from (_slot(f"{name}.{key}", one) for key, one in inner.items())


def _alternatives(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "anyOf" not in schema or "properties" in schema:
        yield schema
        return
    for one in schema["anyOf"]:
        yield from _alternatives(one)


def _slot(name: str, schema: Mapping[str, Any]) -> Slot:
    alternatives = list(_alternatives(schema))
    choices = [str(word) for one in alternatives for word in one.get("enum", [one["const"]] if "const" in one else [])]
    example = next((str(one["examples"][0]) for one in alternatives if one.get("examples")), "")
    return Slot(name, _kind(alternatives, choices), tuple(choices), example)


def _kind(alternatives: list[Mapping[str, Any]], choices: list[str]) -> str:
    types = [one.get("type") for one in alternatives]
    if choices and all("enum" in one or "const" in one for one in alternatives):
        return "choice"
    if types in (["boolean"], ["integer"], ["number"]):
        return "flag" if types == ["boolean"] else "number"
    if "array" in types and all(one in ("array", "string", ["string", "integer"]) for one in types):
        items = [one.get("items", {}) for one in alternatives if one.get("type") == "array"]
        return "words" if len(types) > 1 and all("anyOf" not in one for one in items) else "any"
    return "any"
