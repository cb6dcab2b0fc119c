"""JSON Schemas of policies, by their names."""

from segue.carts.policies import SEVERAL
from segue.conversations.policy_schema import SCHEMAS as CONVERSING
from segue.experiments.holdouts import MOST as MOST_HELD
from segue.experiments.holdouts import TRANSACTIONAL
from segue.messaging.bounces import MOST as MOST_BOUNCES
from segue.messaging.channel_schema import channel_schema
from segue.messaging.patience import SPANS
from segue.messaging.policies import ANSWERS
from segue.messaging.policy_schemas import SCHEMAS as MESSAGING
from segue.messaging.privacy_policies import REDACTING, SHOP_REDACT, STILL_IN, STILL_SENT
from segue.messaging.schemas import shop_schema
from segue.profile.minors import OLDEST
from segue.retention import CLASSES as KEPT
from segue.segments.rfm import LINES
from segue.segments.shapes import CURRENCY, DURATION, NUMBER, Schema, closed, one_of
from segue.sensitive.declaring import CLASSES, USES

TEXT: Schema = {"type": "string"}
LISTED: Schema = {"type": "array", "items": TEXT}
ANYTHING: Schema = {"type": "object"}
AGE: Schema = {"type": "integer", "minimum": 0, "maximum": OLDEST}
WHOLE: Schema = {"type": "integer", "minimum": 1}


def _lines(item: Schema) -> Schema:
    """The lines between five fifths."""
    return {"type": "array", "minItems": LINES, "maxItems": LINES, "items": item}


def days(least: int, most: int) -> Schema:
    """A number of days."""
    return {"type": "integer", "minimum": least, "maximum": most, "description": "days"}


CHANGEABLE = [one for one in KEPT if one.most]
# Policies that have a fixed set of fields; any other says what it likes as far as a schema knows.
FIELDS: dict[str, Schema] = {
    "shop": shop_schema(),
    "bounces": closed({"soft": {**WHOLE, "maximum": MOST_BOUNCES}, **dict.fromkeys(("within", "rest"), DURATION)}),
    "carts": closed(
        {
            "several": one_of(SEVERAL),
            **dict.fromkeys(("checkout_lasts", "link_lasts", "code_lasts"), DURATION),
            "code_attempts": {**WHOLE, "maximum": 10_000},
        }
    ),
    "channels": channel_schema(),
    "consent": {"type": "object", "additionalProperties": one_of(ANSWERS)},
    "holdout": closed(
        {
            "share": {"type": "integer", "minimum": 0, "maximum": MOST_HELD, "description": "of 100 people; 0: nobody"},
            "purposes": {"type": "array", "minItems": 1, "items": {**TEXT, "not": {"enum": [TRANSACTIONAL]}}},
        }
    ),
    "identity": closed(
        {
            "priority": {"type": "array", "items": TEXT},
            **dict.fromkeys(("limits", "shared_above", "blocked", "email"), ANYTHING),
            "crowd_above": {"type": "integer", "minimum": 0},
            "merge_known": one_of(["claimed", "typed", "order", "login"]),
            "growth": TEXT,
        }
    ),
    "messages": closed({"within": closed(dict.fromkeys(SPANS, DURATION)), "open_case": DURATION}),
    "minors": closed({"under": AGE, "countries": {"type": "object", "additionalProperties": AGE}, "trait": TEXT}),
    "privacy": closed({STILL_SENT: LISTED, STILL_IN: LISTED, SHOP_REDACT: one_of(REDACTING)}),
    "replenishment": closed({"before": DURATION}),
    "sensitive": closed(
        {
            "traits": {
                "type": "object",
                "additionalProperties": closed(
                    {"sensitive": one_of(CLASSES), "usable_in": {"type": "array", "items": one_of(USES)}}, "sensitive"
                ),
            }
        }
    ),
    "retention": closed({one.name: days(one.least, one.most) for one in CHANGEABLE}),
    "rfm": closed(
        {
            "recency": _lines(DURATION),
            "frequency": _lines({"type": "integer"}),
            "money": _lines(NUMBER),
            "currency": CURRENCY,
            "within": DURATION,
        }
    ),
    **{name: made() for name, made in {**MESSAGING, **CONVERSING}.items()},
    "suggestions": closed(
        {"level": {**WHOLE, "maximum": 1000}, "most": {**WHOLE, "maximum": 10_000}, "automatic": one_of(["never"])}
    ),
}
