"""JSON Schemas of conditions (draft 2020-12), for editors: what the compiler takes, as far as a schema can say it."""

from collections.abc import Mapping

from segue.segments.operators import SCHEMAS
from segue.segments.shapes import DURATION, Schema, asked

CONDITION: Schema = {"$ref": "#/$defs/condition"}
PARTS: Schema = {"type": "array", "minItems": 1, "items": CONDITION}
GROUPS: Mapping[str, Schema] = {
    "all": asked("all", PARTS, "all of these hold"),
    "any": asked("any", PARTS, "one of these holds, or more"),
    "not": asked("not", CONDITION, "this does not hold"),
    "has_been": asked(
        "has_been",
        {
            "type": "object",
            "properties": {"for": DURATION, "when": CONDITION},
            "required": ["for", "when"],
            "additionalProperties": False,
        },
        "this holds, and has so long without a break",
    ),
    "in_segment": asked("in_segment", {"type": "string"}, "what this segment asks"),
}


def condition_schema() -> dict[str, Schema]:
    """The `$defs` of a schema that refers to `#/$defs/condition`."""
    return {"condition": {"anyOf": [*GROUPS.values(), *SCHEMAS.values()]}}
