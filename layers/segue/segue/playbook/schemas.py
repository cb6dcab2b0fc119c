"""JSON Schemas of the playbook's files, for editors that complete from them, made of what the registries have.

What a schema takes the compiler may still refuse (a template that is not there); what it refuses no file should say.
"""

from collections.abc import Mapping
from typing import Any

from segue.carts.policies import SEVERAL
from segue.channels import reporting
from segue.conversations.article_policies import articles_schema
from segue.conversations.effort_policies import FIELDS_SCHEMA
from segue.conversations.policy_schema import conversations_schema, scripts_schema
from segue.conversations.schemas import article_schema, macro_schema
from segue.conversations.topic_policies import topics_schema
from segue.intake.plans import MODES
from segue.journeys.clocks import DAYS
from segue.journeys.compiling import CHANGED
from segue.journeys.entries import EACH, EXITED
from segue.journeys.naming import OF
from segue.journeys.steps import SCHEMAS as STEPS
from segue.messaging.bounces import MOST as MOST_BOUNCES
from segue.messaging.channel_schema import channel_schema
from segue.messaging.patience import SPANS
from segue.messaging.policies import ANSWERS
from segue.messaging.policy_schemas import SCHEMAS as MESSAGING
from segue.messaging.schemas import fragment_schema, shop_schema, template_schema
from segue.occasions import EVERY
from segue.playbook.kinds import POLICIES
from segue.segments.rfm import LINES
from segue.segments.schemas import condition_schema
from segue.segments.shapes import CURRENCY, DURATION, NUMBER, Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": "string"}
ANYTHING: Schema = {"type": "object"}
CONDITION, PATTERN, LIST = {"$ref": "#/$defs/condition"}, {"$ref": "#/$defs/pattern"}, {"$ref": "#/$defs/steps"}
NAMED: dict[str, Schema] = {"name": TEXT, "description": TEXT}
WANTED: Schema = {"anyOf": [{"type": "array", "minItems": 1}, {"$ref": "#/$defs/pattern"}]}
PATTERNS: dict[str, Schema] = {
    "pattern": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": WANTED,
        "description": "an event pattern of EventBridge's: fields with lists of wanted values",
    }
}
ASKED: Schema = {"anyOf": [{"type": "object", "properties": {"segment": TEXT}, "required": ["segment"]}, CONDITION]}
# What stands under these keys of a step, wherever it is.
INNER: Mapping[str, Schema] = {"then": LIST, "otherwise": LIST, "steps": LIST, "when": ASKED, "signal": PATTERN}


def schemas() -> dict[str, Schema]:
    """The schema of each kind; a policy has one of its own by its name, `policy-carts`."""
    policies = {f"policy-{name}": FIELDS.get(name, ANYTHING) for name in POLICIES}
    made = {kind: make() for kind, make in MADE.items()} | policies
    return {name: {"$schema": DRAFT, **one} for name, one in made.items()}


def schema_for(kind: str, key: str) -> str:
    """The name of the schema of a definition."""
    return f"{kind}-{key}" if kind == "policy" else kind


def _closed(properties: Mapping[str, Schema], *required: str) -> Schema:
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **needed}


def _one_of(words: Any) -> Schema:
    return {"enum": [*words]}


def _segment() -> Schema:
    said = {**NAMED, "when": CONDITION, "backfill": _one_of(["quiet", "fire"])}
    return {**_closed(said, "when"), "$defs": condition_schema()}


def _journey() -> Schema:
    ways_out = [_closed({"segment": TEXT}, "segment"), _closed({"signal": PATTERN, "of": _one_of(OF)}, "signal")]
    asked = {"anyOf": [*ways_out, _closed({"when": CONDITION}, "when")]}
    said: dict[str, Schema] = {
        **NAMED,
        "entry": _entry(),
        "where": CONDITION,
        "each": _one_of(EACH),
        "while": {"type": "string", "description": "the segment that the person must stay in"},
        "reenter": {"anyOf": [_one_of(["never", "always"]), _closed(AFTER, "after")]},
        "late": _closed({"after": DURATION, "then": _one_of(["fire", "update", "ignore"])}, "after", "then"),
        "exits": {"type": "array", "items": asked},
        "changed": _one_of(CHANGED),
        "moves": {"type": "object", "additionalProperties": TEXT},
        "steps": LIST,
    }
    steps: Schema = {"type": "array", "minItems": 1, "items": {"anyOf": [_step(name) for name in STEPS]}}
    return {**_closed(said, "entry", "steps"), "$defs": {**condition_schema(), **PATTERNS, "steps": steps}}


def _entry() -> Schema:
    day = {"type": "integer", "minimum": 1, "maximum": 31}
    days = {"type": "array", "items": {"anyOf": [_one_of(DAYS), day]}}
    schedule = {"segment": TEXT, "at": TEXT, "every": _one_of(EVERY), "on": days, "zone": TEXT}
    ways = [
        _closed({"segment": TEXT}, "segment"),
        _closed({"schedule": _closed(schedule, "segment", "at")}, "schedule"),
    ]
    return {"anyOf": [*ways, _closed({"api": {"enum": [True]}}, "api"), PATTERN]}


def _step(name: str) -> Schema:
    return _closed({name: _within(STEPS[name]), "id": TEXT, "name": TEXT}, name)


def _within(schema: Any) -> Any:
    """A step's own schema, with what further steps, conditions and patterns in it look like."""
    if isinstance(schema, list):
        return [_within(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    inner = {name: _within(one) for name, one in schema.items()}
    if isinstance(inner.get("properties"), dict):
        inner["properties"] = {name: INNER.get(name, one) for name, one in inner["properties"].items()}
    return inner


def _source() -> Schema:
    said = {"provider": _one_of(reporting()), "channel": {**TEXT, "pattern": "^[^.]*$"}, "options": ANYTHING}
    return {"type": "object", "properties": said, "required": ["provider", "channel"]}


def _plan() -> Schema:
    modes = {"type": "object", "additionalProperties": _one_of(MODES)}
    return _closed({"event": TEXT, "schema": ANYTHING, "mode": _one_of(MODES), "sources": modes}, "event", "schema")


def _rule() -> Schema:
    arn = {**TEXT, "pattern": "^arn:aws"}
    said = {**NAMED, "pattern": PATTERN, "target": arn, "role": {**arn, "description": "what EventBridge becomes"}}
    return {**_closed(said, "pattern", "target"), "$defs": PATTERNS}


AFTER = {"after": DURATION, "most": {"type": "integer"}, "unless": _one_of([EXITED])}
MADE = {
    "segment": _segment,
    "journey": _journey,
    "template": template_schema,
    "fragment": fragment_schema,
    "source": _source,
    "plan": _plan,
    "rule": _rule,
    "article": article_schema,
    "macro": macro_schema,
}
WHOLE: Schema = {"type": "integer", "minimum": 1}


def _lines(item: Schema) -> Schema:
    """The lines between five fifths."""
    return {"type": "array", "minItems": LINES, "maxItems": LINES, "items": item}


# Policies that have a fixed set of fields; any other says what it likes as far as a schema knows.
FIELDS: dict[str, Schema] = {
    "shop": shop_schema(),
    "topics": topics_schema(),
    "articles": articles_schema(),
    "bounces": _closed({"soft": {**WHOLE, "maximum": MOST_BOUNCES}, **dict.fromkeys(("within", "rest"), DURATION)}),
    "carts": _closed(
        {
            "several": _one_of(SEVERAL),
            **dict.fromkeys(("checkout_lasts", "link_lasts", "code_lasts"), DURATION),
            "code_attempts": {**WHOLE, "maximum": 10_000},
        }
    ),
    "channels": channel_schema(),
    "consent": {"type": "object", "additionalProperties": _one_of(ANSWERS)},
    "conversations": conversations_schema(),
    "scripts": scripts_schema(),
    "effort": FIELDS_SCHEMA,
    "identity": _closed(
        {
            "priority": {"type": "array", "items": TEXT},
            **dict.fromkeys(("limits", "shared_above", "blocked", "email"), ANYTHING),
            "crowd_above": {"type": "integer", "minimum": 0},
            "merge_known": _one_of(["claimed", "typed", "order", "login"]),
            "growth": TEXT,
        }
    ),
    "messages": _closed({"within": _closed(dict.fromkeys(SPANS, DURATION)), "open_case": DURATION}),
    "rfm": _closed(
        {
            "recency": _lines(DURATION),
            "frequency": _lines({"type": "integer"}),
            "money": _lines(NUMBER),
            "currency": CURRENCY,
            "within": DURATION,
        }
    ),
    **{name: made() for name, made in MESSAGING.items()},
    "suggestions": _closed(
        {"level": {**WHOLE, "maximum": 1000}, "most": {**WHOLE, "maximum": 10_000}, "automatic": _one_of(["never"])}
    ),
}
