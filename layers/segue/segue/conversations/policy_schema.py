"""JSON Schemas of the policies of conversations, for editors that complete from them."""

from typing import Any

from segue.conversations.chat.policies import ASKED, LONGEST_KEY, MOST_STAFF, MOST_TITLES, NAME
from segue.conversations.chat.policies import FIELDS as CHAT
from segue.conversations.chat.policies import LONGEST as LONGEST_LABEL
from segue.conversations.chat.policies import MOST as MOST_ASKED
from segue.conversations.desk.move_texts import LONGEST as LONGEST_TEXT
from segue.conversations.desk.move_texts import PARTS, TOPIC
from segue.conversations.effort.policies import FIELDS_SCHEMA
from segue.conversations.knowledge.policies import articles_schema
from segue.conversations.policies import FIELDS, NAMED, SIGNED
from segue.conversations.routing.queues import ASSIGN, LONGEST, MOST, MOST_NAMED
from segue.conversations.routing.queues import FIELDS as QUEUE
from segue.conversations.routing.service_levels import LIMITS, LONGEST_NAME, MOST_CHANNELS, NEVER, SPOKEN
from segue.conversations.topics.policies import topics_schema
from segue.conversations.voice.scripts import FIELDS as SCRIPT
from segue.conversations.voice.scripts import LONGEST as WORDS_LONGEST
from segue.conversations.voice.scripts import MOST as MOST_SCRIPTS
from segue.conversations.voice.scripts import SPOKEN as CHANNELS
from segue.messaging.opening_hours import KEYS, WORDS
from segue.messaging.quiet_policies import DAY_OFF, MOST_DAYS_OFF
from segue.messaging.quiet_schema import HOURS

SPAN = {"type": "string", "pattern": r"^\s*\d{1,6}\s*[smhd]\s*$"}
TEXT = {"type": "string", "minLength": 1}
LABEL = {**TEXT, "maxLength": LONGEST_LABEL}


def conversations_schema() -> dict[str, Any]:
    """What the file may say; whether it makes sense the compiler tells."""
    assign, levels, hours = {"enum": [*ASSIGN]}, _by_channel(_limits()), _hours()
    names = {"type": "array", "maxItems": MOST_NAMED, "items": TEXT}
    queue = {
        "id": {**TEXT, "maxLength": LONGEST},
        **dict.fromkeys(("topics", "languages", "channels"), names),
        "assign": assign,
        "hours": _closed(hours),
        "answer_within": levels,
    }
    queues = {**_closed({name: queue[name] for name in QUEUE}), "required": ["id"]}
    said = {
        **dict.fromkeys(("window", "reopens", "call_lasts"), SPAN),
        "queues": {"type": "array", "maxItems": MOST, "items": queues},
        "assign": assign,
        "hours": _closed({**hours, "channels": _by_channel(_closed(hours))}),
        "answer_within": levels,
        "vip": names,
        "card_notes": {"type": "boolean"},
        "chat": _chat(),
        "moves": {"type": "object", "additionalProperties": _texts()},
        **_of_staff(),
    }
    return _closed({name: said[name] for name in FIELDS})


def scripts_schema() -> dict[str, Any]:
    """What `policies/scripts.yaml` may say."""
    words = {"type": "object", "minProperties": 1, "additionalProperties": {**TEXT, "maxLength": WORDS_LONGEST}}
    said = {"channel": {"enum": [*CHANNELS]}, "purpose": TEXT, "text": words}
    script = {**_closed({name: said[name] for name in SCRIPT}), "required": ["channel", "text"]}
    return {"type": "object", "maxProperties": MOST_SCRIPTS, "additionalProperties": script}


def _chat() -> dict[str, Any]:
    named = {"type": "object", "propertyNames": {"minLength": 1, "maxLength": LONGEST_KEY}}
    said = {
        "ask": {"type": "array", "maxItems": MOST_ASKED, "items": _asked()},
        "titles": {**named, "maxProperties": MOST_TITLES, "additionalProperties": _labels()},
        "staff": {**named, "maxProperties": MOST_STAFF, "additionalProperties": LABEL},
    }
    return _closed({name: said[name] for name in CHAT})


def _labels() -> dict[str, Any]:
    return {"anyOf": [LABEL, {"type": "object", "minProperties": 1, "additionalProperties": LABEL}]}


def _asked() -> dict[str, Any]:
    said = {
        "id": {"type": "string", "pattern": f"^{NAME.pattern}$"},
        "label": _labels(),
        "required": {"type": "boolean"},
    }
    return {**_closed({name: said[name] for name in ASKED}), "required": ["id"]}


def _of_staff() -> dict[str, Any]:
    """What stands there of each of the staff, by how they are called somewhere."""
    longest = {"signatures": SIGNED, "agents": NAMED}
    texts = {name: {"type": "string", "maxLength": most} for name, most in longest.items()}
    return {name: {"type": "object", "additionalProperties": text} for name, text in texts.items()}


def _texts() -> dict[str, Any]:
    text = {**TEXT, "maxLength": LONGEST_TEXT}
    return {**_closed(dict.fromkeys(PARTS, text)), "patternProperties": {f"^{TOPIC.replace('.', '[.]')}": text}}


SCHEMAS = {
    "articles": articles_schema,
    "conversations": conversations_schema,
    "effort": lambda: FIELDS_SCHEMA,
    "scripts": scripts_schema,
    "topics": topics_schema,
}


def _limits() -> dict[str, Any]:
    limit = {"anyOf": [{"enum": [NEVER]}, SPAN]}
    return {"anyOf": [limit, {**_closed(dict.fromkeys(LIMITS, limit)), "required": [LIMITS[0]]}]}


def _hours() -> dict[str, Any]:
    spans = {"anyOf": [{"enum": [*WORDS]}, HOURS, {"type": "array", "minItems": 1, "items": HOURS}]}
    day = {"type": "string", "pattern": f"^{DAY_OFF.pattern}$"}
    return {
        **dict.fromkeys(("zone", "country"), TEXT),
        "days": _closed(dict.fromkeys(KEYS, spans)),
        "closed": {"type": "array", "maxItems": MOST_DAYS_OFF, "items": day},
    }


def _by_channel(one: dict[str, Any]) -> dict[str, Any]:
    """Known channels are offered; a source may call its own by another name."""
    named = dict.fromkeys(SPOKEN, one)
    shape = {"propertyNames": {"maxLength": LONGEST_NAME}, "maxProperties": MOST_CHANNELS}
    return {"type": "object", "properties": named, "additionalProperties": one, **shape}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
