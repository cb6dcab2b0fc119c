"""The fields of a JSON Schema as rows: each with what it takes, in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from segue.segments.shapes import DURATION

Schema = dict[str, Any]
NAMED = {
    "#/$defs/condition": "[a condition](operators.md)",
    "#/$defs/steps": "[steps](steps.md)",
    "#/$defs/pattern": "[an event pattern](../signals.md)",
}
PATTERNS = {
    "smhd]": "a duration (`15m`, `2h`, `30d`)",
    "%\\s*$": "a share (`0.5%`)",
    "[0-5]\\d\\s*-": "hours (`09:00-18:00`)",
}
PLAIN = {"boolean": "`true` or `false`", "null": "nothing"}
ALIKE = 3  # so many fields that take the same are one row


@dataclass(frozen=True)
class Row:
    """One field, or several that take the same: their names from the top of the file, and what they take."""

    names: tuple[str, ...]
    takes: str
    required: bool
    schema: Schema


@dataclass
class Rows:
    """Goes through a schema; what a mapping holds that was told before is not told again. `apart`: fields that have
    words of their own; several of them stand apart."""

    apart: frozenset[str] = frozenset()
    told: dict[str, str] = field(default_factory=dict)

    def of(self, mapping: Schema, above: str = "") -> Iterator[Row]:
        """The rows of what stands in a mapping, and below them those of what stands in that."""
        needed = set(mapping.get("required", []))
        for names in self._together(mapping["properties"], above):
            yield from self._row(
                names, mapping["properties"][names[0].removeprefix(above)], bool(needed & _last(names))
            )
        if isinstance(mapping.get("additionalProperties"), dict):
            yield from self._row((f"{above}<name>",), mapping["additionalProperties"], False)

    def _together(self, known: dict[str, Schema], above: str) -> Iterator[tuple[str, ...]]:
        """Fields beside each other that take the same."""
        for _, group in groupby(known.items(), key=lambda one: json.dumps(one[1])):
            names = [f"{above}{name}" for name, _ in group]
            together = len(names) >= ALIKE and len(self.apart & {*names}) <= 1
            yield from [tuple(names)] if together else [(one,) for one in names]

    def _row(self, names: tuple[str, ...], schema: Schema, needed: bool) -> Iterator[Row]:
        inner = held(schema)
        key = json.dumps(inner) if inner and inner["properties"] else ""
        known = self.told.get(key)
        yield Row(names, f"as `{known}`" if known else in_words(schema), needed, schema)
        if inner and not known:
            self.told |= {key: names[0]} if key else {}
            yield from self.of(inner, f"{names[0]}{'[]' * is_list(schema)}.")


def choices(schema: Schema) -> list[Schema]:
    """A schema, and those of which it takes any."""
    return [schema, *(inner for one in schema.get("anyOf", []) for inner in choices(one))]


def held(schema: Schema) -> Schema | None:
    """The mapping that stands under a field, alone or in a list, with the fields of all its forms; None where there is
    none with fields. A field is required where there is one form alone."""
    forms = [one for one in choices(schema) if "properties" in one or isinstance(one.get("additionalProperties"), dict)]
    listed = [held(one["items"]) for one in choices(schema) if isinstance(one.get("items"), dict)]
    if not forms:
        return next((one for one in listed if one), None)
    fields = {name: said for one in forms for name, said in one.get("properties", {}).items()}
    other = [one["additionalProperties"] for one in forms if isinstance(one.get("additionalProperties"), dict)]
    needed = forms[0].get("required", []) if len(forms) == 1 else []
    return {"properties": fields, "required": needed, **({"additionalProperties": other[0]} if other else {})}


def is_list(schema: Schema) -> bool:
    """Whether the mapping stands in a list."""
    return any(held(one["items"]) is not None for one in choices(schema) if isinstance(one.get("items"), dict))


def _last(names: tuple[str, ...]) -> set[str]:
    return {one.rpartition(".")[2] for one in names}


def in_words(schema: Schema) -> str:
    """What it takes, with its bounds."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2].rpartition("__")[2] or schema["$ref"].rpartition("/")[2]
        return NAMED.get(schema["$ref"]) or f"[`{name}`](#{name.lower()})"
    forms = [one for one in schema.get("anyOf", []) if {*one} - {"required"}]
    if forms:
        return ", or ".join(dict.fromkeys(in_words(one) for one in forms))
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{_plain(one)}`" for one in schema.get("enum", [schema.get("const")]))
    types = schema.get("type", "object" if "properties" in schema else "")
    return " or ".join(_of_type(one, schema) for one in ([types] if isinstance(types, str) else types))


def _of_type(name: str, schema: Schema) -> str:
    match name:
        case "string":
            return _text(schema)
        case "integer" | "number":
            return f"{'whole ' * (name == 'integer')}number{_bounds(schema, 'imum')}"
        case "array":
            return f"list of {in_words(schema.get('items', {}))}{_bounds(schema, 'Items')}"
        case "object":
            return f"mapping{_of(schema)}{_bounds(schema, 'Properties')}"
        case _:
            return PLAIN.get(name, "any value")


def _of(schema: Schema) -> str:
    """What a mapping holds, where that has a name."""
    inner = schema.get("additionalProperties")
    return f" of {in_words(inner)}" if isinstance(inner, dict) and "$ref" in inner else ""


def _text(schema: Schema) -> str:
    pattern = str(schema.get("pattern", ""))
    if pattern == DURATION["pattern"]:
        return next(iter(PATTERNS.values()))
    known = next((words for part, words in PATTERNS.items() if part in pattern), "")
    like = f" like `{pattern}`".replace("|", "\\|") if pattern and not known else ""
    return known or f"text{like}{_bounds(schema, 'Length', ' characters')}"


def _bounds(schema: Schema, of: str, unit: str = "") -> str:
    least = schema.get(f"min{of}", schema.get("exclusiveMinimum"))
    most = schema.get(f"max{of}")
    if (least is None and most is None) or (most is None and least == 1 and of != "imum"):
        return ""
    if least is not None and most is not None:
        return f", {_number(least)} to {_number(most)}{unit}" if least != most else f", {_number(least)}{unit}"
    return f", at least {_number(least)}{unit}" if most is None else f", at most {_number(most)}{unit}"


def _number(said: float | None) -> str:
    whole = int(said or 0)
    return f"{whole if said == whole else said:,}"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
