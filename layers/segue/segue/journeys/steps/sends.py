"""`send: {template: ..., channel: ..., purpose: ...}`: one message to the person.

`channel` is one of the channels, a list of them in the order of choice, or `best`. Which of them it is, and when, is
decided when the message is dispatched: `within: 6h` is how late it may go out, `wait: 30m` how long after it was sent
the next channel is tried where nothing was heard of it, `priority: 5` what it is worth beside others. `when: best`
lets it wait for the hour at which the person answers most, for a day where nothing is said of `within`; else it goes
as soon as it may.
"""

from collections.abc import Mapping
from typing import Any

from segue.contact_points import PURPOSES
from segue.errors import Invalid, inside
from segue.journeys.flows import Ways
from segue.journeys.saying import Manner, Send, channels_of, purpose_of
from segue.messages import BEST
from segue.segments.shapes import DURATION
from segue.spelling import choice, only
from segue.times import DAY, duration

MOST_PRIORITY = 100
MANNER = ("within", "wait", "priority", "when")
NOW = "now"
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["template", "channel", "purpose"],
    "additionalProperties": False,
    "properties": {
        "template": {"type": "string"},
        "channel": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
        "purpose": {"enum": [*PURPOSES]},
        "within": DURATION,
        "wait": DURATION,
        "when": {"enum": [NOW, BEST]},
        "priority": {"type": "integer", "minimum": 0, "maximum": MOST_PRIORITY},
    },
}


def step(given: Any, ways: Ways) -> Send:
    """One message. Raises Invalid("bad-journey", "bad-duration")."""
    match given:
        case {"template": str(template), "channel": channel, "purpose": str(purpose), **rest} if set(rest) <= {*MANNER}:
            return Send(ways.id, ways.next, template, channels_of(channel), purpose_of(purpose), _manner(rest))
    only(given, ("template", "channel", "purpose", *MANNER), "`send`")
    raise Invalid("bad-journey", "`send` takes `template`, `channel` and `purpose`, each a text")


def _manner(given: Mapping[str, Any]) -> Manner:
    spans = {name: _span(given[name], name) for name in ("within", "wait") if name in given}
    priority = given.get("priority", 0)
    if type(priority) is not int or not 0 <= priority <= MOST_PRIORITY:
        with inside("priority"):
            raise Invalid("bad-journey", f"`priority` is a number from 0 to {MOST_PRIORITY}")
    when = BEST if _when(given.get("when", NOW)) == BEST else ""
    within = spans.get("within", DAY if when else 0)
    return Manner(within, spans.get("wait", 0), priority, when)


def _when(given: Any) -> str:
    with inside("when"):
        return choice(given, (NOW, BEST), "when", "bad-journey")


def _span(given: Any, name: str) -> int:
    with inside(name):
        return duration(given)
