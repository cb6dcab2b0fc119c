"""The schema of `data.json` (JSON Schema 2020-12), made of the kinds."""

from typing import Any

from segue.exporting.kinds import KINDS, Kind

FORMAT = 1
TIME = {"type": "string", "format": "date-time"}


def schema() -> dict[str, Any]:
    """What every export holds to."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything that is held about a person",
        "description": "Times are ISO 8601 in UTC; money is in minor units of its currency. A text such as "
        "`e_` and 24 letters stands for an identifier: `identities` of the profile say which.",
        "type": "object",
        "required": ["format", "request", "made", "records"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "request": {"type": "string"},
            "made": TIME,
            "records": {
                "description": "by the place where it lies",
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/record"}},
            },
        },
        "$defs": {"record": _record()},
    }


def _record() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind", "time", "data", "file"],
        "additionalProperties": False,
        "properties": {
            "kind": {"enum": sorted(KINDS)},
            "time": {"anyOf": [TIME, {"type": "null"}]},
            "data": {"type": "object"},
            "file": {"type": ["string", "null"], "description": "where it lies in the archive"},
            "left_out": {"type": "string", "description": "why a file is not in the archive"},
        },
        "allOf": [_says(name, kind) for name, kind in KINDS.items()],
    }


def _says(name: str, kind: Kind) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": name}}},
        "then": {"properties": {"data": {"description": kind.what, "required": list(kind.says)}}},
    }
