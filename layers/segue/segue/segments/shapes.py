"""Pieces of the JSON Schemas of operators."""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

DURATION: Schema = {"type": "string", "pattern": r"^\s*[0-9]{1,6}\s*[smhd]\s*$", "examples": ["2h", "30d"]}
COUNT: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
WORD: Schema = {"type": ["string", "integer"], "minLength": 1}
WORDS: Schema = {"anyOf": [WORD, {"type": "array", "minItems": 1, "items": WORD}]}

NUMBER: Schema = {"type": "number"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
CURRENCY: Schema = {"type": "string", "pattern": "^[A-Za-z]{3}$"}
MOMENT: Schema = {"type": "string", "examples": ["2026-01-31"], "minLength": 10, "maxLength": 40}
VALUE_TESTS: dict[str, Schema] = {
    "equals": {},
    "in": {"type": "array"},
    "contains": {"type": "string", "minLength": 1},
    "starts_with": {"type": "string", "minLength": 1},
    "between": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["number", "string"]}},
    "at_least": NUMBER,
    "at_most": NUMBER,
    "before": MOMENT,
    "after": MOMENT,
    "within_last": DURATION,
    "within_next": DURATION,
    "yearly_within_next": DURATION,
    "exists": FLAG,
    "matches": {"type": "string", "minLength": 1, "maxLength": 200},
}


def settings(properties: dict[str, Schema], *required: str) -> Schema:
    """A mapping of some of these settings, at least one; those that are required are always among them."""
    needed = {"required": list(required)} if required else {"minProperties": 1}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


def closed(properties: Mapping[str, Schema], *required: str) -> Schema:
    """A mapping of these fields and no others; which are always there."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **needed}


def one_of(known: Iterable[str]) -> Schema:
    """One of these words."""
    return {"enum": list(known)}


def asked(name: str, under: Schema, description: str, **beside: Schema) -> Schema:
    """The schema of a condition: its operator with what stands under it, and the settings beside it."""
    return {
        "type": "object",
        "description": description,
        "properties": {name: under, **beside},
        "required": [name],
        "additionalProperties": False,
    }
