"""`chat` of `policies/conversations.yaml`: what the chat asks for before the first words, such as an order number; what
it is called on pages about a topic; what visitors are told of who of the staff answers."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from segue.errors import Invalid, every, inside
from segue.messaging.locales import chosen, tag
from segue.spelling import only

FIELDS = ("ask", "titles", "staff")
ASKED = ("id", "label", "required")
MOST, LONGEST = 5, 80
MOST_TITLES, MOST_STAFF, LONGEST_KEY = 50, 500, 128
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
        return {"id": self.id, "label": in_language(self.label, locale), "required": self.required}


@dataclass(frozen=True)
class ChatPolicy:
    """`asks` comes before the first words; `titles` by topic and language; `staff`: the public name by what somebody is
    called in the console, in small letters."""

    asks: tuple[Field, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    staff: Mapping[str, str] = field(default_factory=dict)

    def title(self, topic: str, locale: str) -> str:
        """What the chat of a page about a topic is called; "" where nothing is said."""
        return in_language(self.titles[topic], locale) if topic in self.titles else ""

    def public(self, agent: str, also: Callable[[str], Collection[str]]) -> str:
        """What one of the staff is called in public, "" where nothing is said: then it is the shop that answers. `also`
        finds what else the user name of this one is called."""
        if not self.staff or not agent:
            return ""
        own = self.staff.get(agent.casefold(), "")
        return own or next((self.staff[one.casefold()] for one in also(agent) if one.casefold() in self.staff), "")


def in_language(label: Mapping[str, str], locale: str) -> str:
    """A label in the nearest language that it has."""
    return label[chosen([locale], list(label), next(iter(label)))]


def chat_policy(given: Any) -> ChatPolicy:
    """`{ask: [{id: order, label: {en: Order number}, required: true}], titles: {returns: {en: Returns}}, staff: {ann:
    Ann Peters}}`. Raises Invalid."""
    said = only(given, FIELDS, "`chat`")
    asks, titles, staff = every(partial(_asks, said), partial(_titles, said), partial(_staff, said))
    return ChatPolicy(asks, titles, staff)


def _titles(said: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    with inside("titles"):
        rows = _rows(said.get("titles", {}), MOST_TITLES, "`titles` has titles by topic")
        return {name: _label(name, one) for name, one in rows.items()}


def _staff(said: Mapping[str, Any]) -> Mapping[str, str]:
    with inside("staff"):
        rows = _rows(said.get("staff", {}), MOST_STAFF, "`staff` has public names by what somebody is called")
        wrong = next((name for name, one in rows.items() if not _is_label(one)), None)
        if wrong is not None:
            raise Invalid("bad-policy", f"the public name of {wrong!r} is a text of at most {LONGEST} characters")
        return {name.casefold(): one.strip() for name, one in rows.items()}


def _rows(given: Any, most: int, what: str) -> Mapping[str, Any]:
    fits = isinstance(given, Mapping) and all(isinstance(one, str) and 0 < len(one) <= LONGEST_KEY for one in given)
    if not fits or len(given) > most:
        raise Invalid("bad-policy", f"{what}, at most {most}")
    return given


def _asks(said: Mapping[str, Any]) -> tuple[Field, ...]:
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
