"""JSON Schema of `policies/channels.yaml`, for editors that complete from it."""

from typing import Any

from segue.messaging.channel_policies import KNOWN, MOST_COST, MOST_STRENGTH, STRENGTHS

SHARE = {"type": "string", "pattern": r"^\s*\d{1,2}(\.\d)?\s*%\s*$"}
COST = {"type": "integer", "minimum": 0, "maximum": MOST_COST}
STRENGTH = {"type": "integer", "minimum": 1, "maximum": MOST_STRENGTH}


def channel_schema() -> dict[str, Any]:
    """What a file may say."""
    return _closed(
        {
            "order": {"type": "array", "uniqueItems": True, "items": {"enum": [*KNOWN]}},
            "cost": _closed(dict.fromkeys(KNOWN, COST)),
            "explore": SHARE,
            "alike": SHARE,
            "learn_style_after": STRENGTH,
            "prior": _closed(dict.fromkeys(STRENGTHS, STRENGTH)),
        }
    )


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
