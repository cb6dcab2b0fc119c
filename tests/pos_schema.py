"""The JSON Schema that the point-of-sale records' own types make."""

from typing import Any, get_args

import msgspec

from segue.channels.store.pos_records import Record


def schema() -> dict[str, Any]:
    """A record, or a batch of them, as JSON Schema (draft 2020-12)."""
    kinds = get_args(Record)
    _, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    record = {"oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds]}
    batch = {
        "title": "Batch",
        "type": "object",
        "properties": {"records": {"type": "array", "items": record}},
        "required": ["records"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Segue point-of-sale records",
        "oneOf": [*record["oneOf"], {"$ref": "#/$defs/Batch"}],
        "$defs": {**parts, "Batch": batch},
    }
