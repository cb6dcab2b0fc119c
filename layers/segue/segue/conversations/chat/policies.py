"""`chat` of `policies/conversations.yaml`: what the chat asks for before the first words, such as an order number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.errors import Invalid, inside
from segue.messaging.locales import chosen, tag
from segue.spelling import only

FIELDS = ("ask",)
ASKED = ("id", "label", "required")
MOST, LONGEST = 5, 80
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
KNOWN: Mapping[str, Mapping[str, str]] = {
    "order": {"en": "Order number", "de": "Bestellnummer"},
    "name": {"en": "Your name", "de": "Ihr Name"},
    "email": {"en": "Your e-mail address", "de": "Ihre E-Mail-Adresse"},
}


@dataclass(frozen=True)
class Field:
    """One question: its `label` by language; whether words are taken without an answer to it."""

    id: str
    label: Mapping[str, str]
    required: bool = False

    def told(self, locale: str) -> dict[str, Any]:
        """As the chat shows it in a language."""
        language = chosen([locale], list(self.label), next(iter(self.label)))
        return {"id": self.id, "label": self.label[language], "required": self.required}


def fields_of(given: Any) -> tuple[Field, ...]:
    """`{ask: [{id: order, label: {en: Order number}, required: true}]}`. Raises Invalid."""
    said = only(given, FIELDS, "`chat`")
    with inside("ask"):
        rows = said.get("ask", [])
        if not isinstance(rows, list) or len(rows) > MOST:
            raise Invalid("bad-policy", f"`ask` is a list of at most {MOST} questions")
        fields = tuple(_field(nth, row) for nth, row in enumerate(rows))
        if len({one.id for one in fields}) < len(fields):
            raise Invalid("bad-policy", "each question has an `id` of its own")
        return fields


def _field(nth: int, given: Any) -> Field:
    with inside(nth):
        said = only(given, ASKED, "a question of the chat")
        name = str(said.get("id", ""))
        if not NAME.fullmatch(name):
            raise Invalid("bad-policy", "`id` is a short word such as `order`")
        if not isinstance(said.get("required", False), bool):
            raise Invalid("bad-policy", "`required` is true or false")
        return Field(name, _label(name, said.get("label", KNOWN.get(name))), said.get("required", False))


def _label(name: str, given: Any) -> Mapping[str, str]:
    rows = {"en": given} if isinstance(given, str) else given
    fits = isinstance(rows, Mapping) and rows and all(tag(one) and _is_label(text) for one, text in rows.items())
    if not fits:
        raise Invalid(
            "bad-policy", f"`label` of {name!r} is a text of at most {LONGEST} characters, or one by language"
        )
    return {tag(one): str(text).strip() for one, text in rows.items()}


def _is_label(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text.strip()) <= LONGEST
