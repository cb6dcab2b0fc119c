"""JSON Schemas of the policies of messages, for editors that complete from them."""

from collections.abc import Mapping
from typing import Any

from segue.contact_points import CHANNELS
from segue.messaging import breakers
from segue.messaging.cap_policies import COUNTED, FIELDS, HIGHEST, KNOWN, MOST_CAPS, MOST_MESSAGES
from segue.messaging.keywords import WORDS
from segue.messaging.link_schema import link_schema
from segue.messaging.quiet_schema import quiet_schema

WITHIN = {"type": "string", "pattern": r"^\s*\d{1,6}\s*[smhd]\s*$"}


def caps_schema() -> dict[str, Any]:
    """What `policies/caps.yaml` may say; whether a reserve leaves room the compiler tells."""
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


def sending_schema() -> dict[str, Any]:
    """What `policies/sending.yaml` may say."""
    rate = {"type": "string", "pattern": rf"^\s*{breakers.PERCENT.pattern}\s*$"}
    said = {
        "days": _whole(1, breakers.MOST_DAYS),
        "least": _whole(1, breakers.MOST_LEAST),
        "complaints": rate,
        "bounces": rate,
    }
    return _closed({"breaker": _closed({name: said[name] for name in breakers.FIELDS})})


def keywords_schema() -> dict[str, Any]:
    """What `policies/keywords.yaml` may say."""
    words = _closed({one: {"type": "string", "minLength": 1} for one in WORDS})
    return _closed(dict.fromkeys(CHANNELS, words))


SCHEMAS = {
    "caps": caps_schema,
    "keywords": keywords_schema,
    "links": link_schema,
    "quiet-hours": quiet_schema,
    "sending": sending_schema,
}


def _whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
