"""JSON Schemas of the playbook's files, for editors that complete from them, made of what the registries have.

What a schema takes the compiler may still refuse (a template that is not there); what it refuses no file should say.
"""

from collections.abc import Mapping
from typing import Any

from segue.channels import reporting
from segue.conversations.schemas import article_schema, macro_schema
from segue.intake.plans import MODES
from segue.journeys.clocks import DAYS
from segue.journeys.compiling import CHANGED, MOST_HELD
from segue.journeys.entries import EACH, EXITED
from segue.journeys.naming import OF
from segue.journeys.steps import SCHEMAS as STEPS
from segue.messaging.schemas import fragment_schema, template_schema
from segue.occasions import EVERY
from segue.placements.schemas import PLACEMENT, SHOWN, VARIANT
from segue.playbook.kinds import POLICIES
from segue.playbook.policy_schemas import FIELDS
from segue.segments.schemas import condition_schema
from segue.segments.shapes import DURATION, Schema, closed, one_of

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


def _segment() -> Schema:
    said = {**NAMED, "when": CONDITION, "backfill": one_of(["quiet", "fire"])}
    return {**closed(said, "when"), "$defs": condition_schema()}


def _journey() -> Schema:
    ways_out = [closed({"segment": TEXT}, "segment"), closed({"signal": PATTERN, "of": one_of(OF)}, "signal")]
    asked = {"anyOf": [*ways_out, closed({"when": CONDITION}, "when")]}
    said: dict[str, Schema] = {
        **NAMED,
        "entry": _entry(),
        "where": CONDITION,
        "each": one_of(EACH),
        "while": {"type": "string", "description": "the segment that the person must stay in"},
        "reenter": {"anyOf": [one_of(["never", "always"]), closed(AFTER, "after")]},
        "late": closed({"after": DURATION, "then": one_of(["fire", "update", "ignore"])}, "after", "then"),
        "exits": {"type": "array", "items": asked},
        "changed": one_of(CHANGED),
        "holdout": {
            "type": "integer",
            "minimum": 0,
            "maximum": MOST_HELD,
            "description": "of 100 people, who get none",
        },
        "moves": {"type": "object", "additionalProperties": TEXT},
        "steps": LIST,
    }
    steps: Schema = {"type": "array", "minItems": 1, "items": {"anyOf": [_step(name) for name in STEPS]}}
    return {**closed(said, "entry", "steps"), "$defs": {**condition_schema(), **PATTERNS, "steps": steps}}


def _entry() -> Schema:
    day = {"type": "integer", "minimum": 1, "maximum": 31}
    days = {"type": "array", "items": {"anyOf": [one_of(DAYS), day]}}
    schedule = {"segment": TEXT, "at": TEXT, "every": one_of(EVERY), "on": days, "zone": TEXT}
    ways = [
        closed({"segment": TEXT}, "segment"),
        closed({"schedule": closed(schedule, "segment", "at")}, "schedule"),
    ]
    return {"anyOf": [*ways, closed({"api": {"enum": [True]}}, "api"), PATTERN]}


def _step(name: str) -> Schema:
    return closed({name: _within(STEPS[name]), "id": TEXT, "name": TEXT}, name)


def _within(schema: Any) -> Any:
    """A step's own schema, with what further steps, conditions and patterns in it look like."""
    if isinstance(schema, list):
        return [_within(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    inner = {name: _within(one) for name, one in schema.items()}
    if isinstance(inner.get("properties"), dict):
        inner["properties"] = {name: _inner(name, one) for name, one in inner["properties"].items()}
    return inner


def _inner(name: str, said: Schema) -> Schema:
    """What stands under a key of a step; `when: best` of a message is a word, and no condition."""
    return said if "enum" in said else INNER.get(name, said)


def _source() -> Schema:
    said = {"provider": one_of(reporting()), "channel": {**TEXT, "pattern": "^[^.]*$"}, "options": ANYTHING}
    return closed(said, "provider", "channel")


def _plan() -> Schema:
    modes = {"type": "object", "additionalProperties": one_of(MODES)}
    return closed({"event": TEXT, "schema": ANYTHING, "mode": one_of(MODES), "sources": modes}, "event", "schema")


def _rule() -> Schema:
    arn = {**TEXT, "pattern": "^arn:aws"}
    said = {**NAMED, "pattern": PATTERN, "target": arn, "role": {**arn, "description": "what EventBridge becomes"}}
    return {**closed(said, "pattern", "target"), "$defs": PATTERNS}


def _placement() -> Schema:
    variant = {**VARIANT, "when": ASKED}
    variants = {"type": "array", "minItems": 1, "items": closed({**variant, **SHOWN}, "id", "content")}
    said = {**NAMED, **PLACEMENT, "fallback": closed(SHOWN, "content"), "variants": variants}
    return {**closed(said, "variants"), "$defs": condition_schema()}


AFTER = {"after": DURATION, "most": {"type": "integer"}, "unless": one_of([EXITED])}
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
    "placement": _placement,
}
