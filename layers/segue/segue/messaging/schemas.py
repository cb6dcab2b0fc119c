"""The schemas of templates and fragments, for editors that complete from them, made of the parts of all channels."""

from collections.abc import Iterable
from typing import Any

from segue.messaging.fragments import PARTS
from segue.messaging.templates import AGAIN
from segue.segments.shapes import Schema, closed

TEXT: Schema = {"type": "string"}
LANGUAGE: Schema = {**TEXT, "description": "a language: de, de-AT"}
FRAME: Schema = {**TEXT, "description": "the fragment that the parts of this one stand in"}
VARIANT: Schema = closed({"style": TEXT, "share": {"type": "integer", "minimum": 0, "maximum": 100}}, "style", "share")
EXPERIMENT: Schema = closed({"variants": {"type": "array", "minItems": 2, "items": VARIANT}}, "variants")
COUPON: Schema = {**TEXT, "description": "the pool of codes of {{ coupon.code }}"}
NAMED: dict[str, Schema] = {"name": TEXT, "description": TEXT, "locale": LANGUAGE}


def template_schema() -> Schema:
    """A template says what it likes besides: its frame may ask for any words."""
    said = _parts(("preview", "reason"))
    styled = {**said, "styles": _each(_open(said))}
    about = {**NAMED, "frame": FRAME, "again": {"enum": [*AGAIN]}, "coupon": COUPON, "experiment": EXPERIMENT}
    return _open({**about, **styled, "locales": _each(_open(styled))})


def fragment_schema() -> Schema:
    """A fragment has nothing but parts and words."""
    said = {**_parts(()), "words": _each(TEXT)}
    return {**_closed({**NAMED, **said, "locales": _each(_closed(said))}), "minProperties": 1}


def shop_schema() -> Schema:
    """A shop says of itself what it likes, too."""
    zone = {**TEXT, "description": "a time zone: Europe/Berlin"}
    desks = {"type": "array", "items": TEXT, "description": "who may show the panel: https://acme.zendesk.com"}
    country = {**TEXT, "description": "where the shop is: DE; numbers that staff search without a country are of it"}
    phone = {**TEXT, "description": "where customers call: +49 30 1234567"}
    spoken = {"type": "array", "items": LANGUAGE}
    offer = _open(dict.fromkeys(("code", "text"), TEXT)) | {"description": "for those who buy mostly at promotions"}
    places = {"zone": zone, "country": country, "phone": phone}
    return _open({**places, "locale": LANGUAGE, "locales": spoken, "desks": desks, "offer": offer})


def _parts(more: Iterable[str]) -> dict[str, Schema]:
    """What may be said on channels: `push.title` as `title` under `push`."""
    made: dict[str, Any] = dict.fromkeys(more, TEXT)
    for part in PARTS:
        name, _, inner = part.partition(".")
        before = made.get(name, {}).get("properties", {})
        made[name] = _open({**before, inner: TEXT}) if inner else TEXT
    return made


def _each(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _open(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties}


def _closed(properties: dict[str, Schema]) -> Schema:
    return {**_open(properties), "additionalProperties": False}
