"""`set_trait: {name: value, ...}`: traits of the person, set as if an identify call had said so."""

from collections.abc import Mapping
from typing import Any

from segue.errors import Invalid
from segue.journeys.flows import Ways
from segue.journeys.notes import Note

MOST = 20
NAMING = {"email", "phone", "loyalty_id", "userId", "anonymousId", "id"}  # say who somebody is: no journey's business
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": MOST,
    "additionalProperties": {"type": ["string", "integer", "boolean"]},
}


def step(given: Any, ways: Ways) -> Note:
    """Traits to set. Raises Invalid("bad-journey")."""
    if not isinstance(given, Mapping) or not 0 < len(given) <= MOST:
        raise Invalid("bad-journey", f"`set_trait` is a mapping of at most {MOST} traits and their values")
    for name, value in given.items():
        if not isinstance(name, str) or name in NAMING or not isinstance(value, str | int | bool):
            raise Invalid("bad-journey", f"the trait {name!r} cannot be set to that: a text, a whole number or a flag")
    return Note(ways.id, ways.next, tuple(given.items()))
