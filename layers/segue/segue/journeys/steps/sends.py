"""`send: {template: ..., channel: ..., purpose: ...}`: one message to the person.

`channel` is one of the channels, a list of them, or `best`. A first simple choice: the first channel, of the list or of
all, for which there is an address that has not said no.
"""

from collections.abc import Mapping
from typing import Any

from segue.contact_points import PURPOSES
from segue.errors import Invalid
from segue.journeys.flows import Ways
from segue.journeys.saying import Send, channels_of, purpose_of
from segue.spelling import only

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
            return Send(ways.id, ways.next, template, channels_of(channel), purpose_of(purpose))
    only(given, ("template", "channel", "purpose"), "`send`")
    raise Invalid("bad-journey", "`send` takes `template`, `channel` and `purpose`, each a text")
