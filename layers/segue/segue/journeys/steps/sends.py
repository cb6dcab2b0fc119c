"""`send: {template: ..., channel: ..., purpose: ...}`: one message to the person.

`channel` is one of the channels, a list of them in the order of choice, or `best`. Which of them it is, and when, is
decided when the message is dispatched.
"""

from collections.abc import Mapping
from typing import Any

from segue.contact_points import PURPOSES
from segue.errors import Invalid
from segue.journeys.flows import Ways
from segue.journeys.saying import Send, channels_of

SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["template", "channel", "purpose"],
    "additionalProperties": False,
    "properties": {
        "template": {"type": "string"},
        "channel": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
        "purpose": {"enum": [*PURPOSES]},
    },
}


def step(given: Any, ways: Ways) -> Send:
    """One message. Raises Invalid("bad-journey")."""
    match given:
        case {"template": str(template), "channel": channel, "purpose": str(purpose), **rest} if not rest:
            return Send(ways.id, ways.next, template, channels_of(channel), purpose)
    raise Invalid("bad-journey", "`send` takes `template`, `channel` and `purpose`, each a text")
