"""JSON Schema of `policies/caps.yaml`, for editors that complete from it."""

from collections.abc import Mapping
from typing import Any

from segue.messaging.cap_policies import COUNTED, FIELDS, HIGHEST, KNOWN, MOST_CAPS, MOST_MESSAGES

WITHIN = {"type": "string", "pattern": r"^\s*\d{1,6}\s*[smhd]\s*$"}


def caps_schema() -> dict[str, Any]:
    """What a file may say; whether a reserve leaves room the compiler tells."""
    cap = {"most": _whole(1, MOST_MESSAGES), "within": WITHIN, "channel": {"enum": [*KNOWN]}}
    of_one = _closed({**cap, "purpose": {"enum": [*COUNTED]}}) | {"required": ["most", "within"]}
    priority = _whole(1, HIGHEST)
    by_id = {"type": "object", "additionalProperties": priority}
    said = {
        "caps": {"type": "object", "maxProperties": MOST_CAPS, "additionalProperties": of_one},
        "reserve": _whole(0, MOST_MESSAGES),
        "priorities": _closed({"journeys": by_id, "templates": by_id, "broadcasts": priority}),
    }
    return _closed({name: said[name] for name in FIELDS})


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
