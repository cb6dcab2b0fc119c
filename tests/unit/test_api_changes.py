"""What breaks a client: each of these is found, and what only adds is not."""

from copy import deepcopy
from typing import Any

import pytest

from segue_tools.api_changes import breaks

THING = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "state": {"type": "string", "enum": ["on", "off"]},
        "next": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["id", "state"],
}
WISH = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 50}}, "required": ["name"]}
OPERATION = {
    "parameters": [{"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wish"}}}},
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
}
WAS: dict[str, Any] = {
    "paths": {"/v1/things": {"post": OPERATION}},
    "components": {"schemas": {"Thing": THING, "Wish": WISH}},
}
TODAY = "2026-11-30"


def changed(place: str, value: Any = None) -> dict[str, Any]:
    """The document with another value at a place; with none, without it."""
    made = deepcopy(WAS)
    *path, last = place.split("|")
    there: Any = made
    for part in path:
        there = there[int(part) if isinstance(there, list) else part]
    if value is None:
        del there[last]
    else:
        there[last] = value
    return made


OPERATED, THINGS, WISHES = "paths|/v1/things|post", "components|schemas|Thing", "components|schemas|Wish"
BREAKS = {
    "a route is gone": (OPERATED, None),
    "an answer is gone": (f"{OPERATED}|responses", {"201": {}}),
    "a parameter is gone": (f"{OPERATED}|parameters", []),
    "a parameter takes less": (f"{OPERATED}|parameters|0|schema|maximum", 50),
    "a parameter is another type": (f"{OPERATED}|parameters|0|schema|type", "boolean"),
    "a field of an answer is gone": (f"{THINGS}|properties|tags", None),
    "a field of an answer is another type": (f"{THINGS}|properties|id|type", "integer"),
    "a list of an answer has others in it": (f"{THINGS}|properties|tags|items|type", "integer"),
    "a field of an answer may be missing": (f"{THINGS}|required", ["id"]),
    "a field of a wish must be given": (f"{WISHES}|required", ["name", "reason"]),
    "a field of a wish is gone": (f"{WISHES}|properties", {"title": {"type": "string"}}),
    "a field of a wish takes less": (f"{WISHES}|properties|name|maxLength", 10),
    "a field of a wish takes some words alone": (f"{WISHES}|properties|name|enum", ["a"]),
    "a field of a wish has a pattern": (f"{WISHES}|properties|name|pattern", "^a"),
    "no body is taken": (f"{OPERATED}|requestBody", None),
}
ADDS = {
    "a field of an answer": (f"{THINGS}|properties|more", {"type": "string"}),
    "a word of an answer": (f"{THINGS}|properties|state|enum", ["on", "off", "standby"]),
    "a field that a wish may have": (f"{WISHES}|properties|note", {"type": "string"}),
    "a parameter that may be given": (
        f"{OPERATED}|parameters",
        [*WAS["paths"]["/v1/things"]["post"]["parameters"], {"in": "query", "name": "q", "schema": {"type": "string"}}],
    ),
    "a wider bound": (f"{WISHES}|properties|name|maxLength", 80),
    "a route": ("paths|/v1/others", {"get": OPERATION}),
    "an error": (f"{OPERATED}|responses|409", {}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found(name):
    assert breaks(WAS, changed(*BREAKS[name]), TODAY)


@pytest.mark.parametrize("name", ADDS)
def test_what_only_adds_breaks_nothing(name):
    assert breaks(WAS, changed(*ADDS[name]), TODAY) == []


def test_a_route_that_was_said_to_go_may_go_on_its_day_and_not_before():
    said = changed(f"{OPERATED}|x-sunset", "2026-11-30")
    said["paths"]["/v1/things"]["post"]["deprecated"] = True
    gone = changed(OPERATED)
    assert breaks(said, gone, "2026-11-29") == ["POST /v1/things is gone"]
    assert breaks(said, gone, "2026-11-30") == []
