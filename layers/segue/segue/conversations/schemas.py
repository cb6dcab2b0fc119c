"""The schemas of articles and macros, for editors that complete from them."""

from typing import Any

from segue.conversations.knowledge.articles import VISIBILITY
from segue.conversations.knowledge.localised import MOST
from segue.conversations.topics.topics import GROUPS
from segue.segments.shapes import Schema

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "maxItems": MOST, "items": TEXT}
TOPICS: Schema = {**TEXTS, "examples": [sorted({*GROUPS.values()})]}
NAMED: dict[str, Schema] = {"name": {"type": "string"}, "description": {"type": "string"}, "locale": TEXT}


def article_schema() -> Schema:
    """What an article may say."""
    said = {"title": TEXT, "body": TEXT}
    more: dict[str, Any] = {"topics": TOPICS, "products": TEXTS, "visibility": {"enum": [*VISIBILITY]}}
    return _localised(said, more)


def macro_schema() -> Schema:
    """What a macro may say."""
    sets = {"tags": TEXTS, "topic": TEXT, "resolve": {"type": "boolean"}}
    return _localised({"text": TEXT}, {"topics": TOPICS, "steps": TEXTS, "sets": _closed(sets)})


def _localised(said: dict[str, Schema], more: dict[str, Any]) -> Schema:
    languages = {"type": "object", "additionalProperties": _closed(said) | {"required": [*said]}}
    return _closed({**NAMED, **said, "locales": languages, **more}) | {"required": [*said]}


def _closed(properties: dict[str, Any]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
