"""Pieces of the schema of placements, for editors that complete from it."""

from segue.contact_points import PURPOSES
from segue.placements.placements import KINDS, STRATEGIES
from segue.recommending.wishes import KINDS as RECOMMENDED
from segue.recommending.wishes import MOST, OFS
from segue.segments.shapes import Schema, closed, one_of

TEXT: Schema = {"type": "string", "minLength": 1}
SAID: Schema = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
    "additionalProperties": {"type": ["string", "number", "boolean"]},
    "examples": [{"title": "Lenses for your camera", "url": "https://shop.example/lenses"}],
}
MOMENT: Schema = {**TEXT, "examples": ["2026-12-01T09:00:00+01:00"]}
NAMES: Schema = {"type": "array", "minItems": 1, "items": TEXT}
RECOMMEND: Schema = closed(
    {
        "kind": one_of(RECOMMENDED),
        "of": one_of(OFS),
        "most": {"type": "integer", "minimum": 1, "maximum": MOST},
        "of_one_category": {"type": "integer", "minimum": 0, "maximum": MOST},
    }
)
SHOWN: dict[str, Schema] = {
    "content": SAID,
    "locales": {"type": "object", "additionalProperties": SAID},
    "recommend": {**RECOMMEND, "description": "what `items` and `recommended` hold; where it is nothing, the next one"},
}
VARIANT: dict[str, Schema] = {
    "id": TEXT,
    "from": MOMENT,
    "until": MOMENT,
    "priority": {"type": "integer", "description": "the highest is asked first"},
    "share": {"type": "integer", "minimum": 0, "maximum": 100, "description": "of a split, in a hundred people"},
    "about": closed(dict.fromkeys(KINDS, NAMES)),
}
PLACEMENT: dict[str, Schema] = {
    "strategy": one_of(STRATEGIES),
    "holdout": {"type": "integer", "minimum": 0, "maximum": 50, "description": "how many of 100 see nothing of it"},
    "purpose": {**one_of(PURPOSES), "description": "who gets no marketing at all sees nothing of marketing"},
    "locale": TEXT,
}
