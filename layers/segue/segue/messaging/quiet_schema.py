"""JSON Schema of `policies/quiet-hours.yaml`, for editors that complete from it."""

from typing import Any

from segue.contact_points import PURPOSES
from segue.messaging.opening_hours import KEYS, WORDS
from segue.messaging.presets import PRESETS
from segue.messaging.quiet_policies import ALL, DAY_OFF, FIELDS, KNOWN, MOST_DAYS_OFF, NONE

HOURS = {"type": "string", "pattern": r"^([01]\d|2[0-4]):[0-5]\d\s*-\s*([01]\d|2[0-4]):[0-5]\d$"}


def quiet_schema() -> dict[str, Any]:
    """What a file may say; whether its hours make sense the compiler tells."""
    spans = {"anyOf": [{"enum": [*WORDS]}, HOURS, {"type": "array", "minItems": 1, "items": HOURS}]}
    presets = {"type": "array", "items": {"enum": [*PRESETS]}}
    waits = {"type": "array", "items": {"enum": [*PURPOSES]}}
    days = {"type": "string", "pattern": f"^{DAY_OFF.pattern}$"}
    channel = _closed({**dict.fromkeys(KEYS, spans), "waits": waits})
    said = {
        "presets": {"anyOf": [{"enum": [ALL, NONE]}, presets]},
        "except": presets,
        "waits": waits,
        "days_off": {"type": "array", "maxItems": MOST_DAYS_OFF, "items": days},
        "channels": _closed(dict.fromkeys(KNOWN, channel)),
    }
    return _closed({name: said[name] for name in FIELDS})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
