"""Sealing: values of sensitive traits are encrypted at the door, before anything is kept. Pure; the keys are given.

They are looked for by name in an event's traits, in `context.traits` and in its properties. What goes into quarantine
was not understood: there the name is looked for at any depth, and what cannot be read as JSON and may name one is kept
without its body. A value that is sealed already, as of a replay, stays as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import msgspec

from segue.deliveries import Parsed, Rejected
from segue.events import Event
from segue.intake.quarantine import record_id
from segue.keys import IdentityKey
from segue.sealed import is_sealed
from segue.sensitive.declaring import Traits

LEFT_OUT = b"not kept: it may name a sensitive trait, and cannot be read"
DEEPEST = 64
# Takes a class, the trait's name, its value and whose it is; the sealed text. Raises Unavailable.
Seal = Callable[[str, str, Any, IdentityKey], str]


class Meant(NamedTuple):
    """What is sensitive in something, and whose it is, "" where nobody knows."""

    names: Traits
    owner: IdentityKey = ""


def nobody(_: Event) -> IdentityKey:
    """Where it is not known whose something is."""
    return ""


@dataclass(frozen=True)
class Sealing:
    """`traits` says which are sensitive at this moment, `owner` under which identity an event is kept."""

    traits: Callable[[], Traits]
    seal: Seal
    owner: Callable[[Event], IdentityKey] = nobody

    def __call__(self, parsed: Parsed) -> Parsed:
        """The same with nothing sensitive in the clear. Raises Unavailable: then nothing may be kept."""
        names = self.traits()
        if not names:
            return parsed
        events = tuple(self._event(one, names) for one in parsed.events)
        return replace(parsed, events=events, rejected=tuple(self._rejected(one, names) for one in parsed.rejected))

    def _event(self, event: Event, names: Traits) -> Event:
        inner = event.context.get("traits")
        said = inner if isinstance(inner, dict) else {}
        if names.keys().isdisjoint((*event.traits, *event.properties, *said)):
            return event
        meant = Meant(names, self.owner(event))
        context = {**event.context, "traits": self._values(said, meant)} if said else event.context
        traits, properties = self._values(event.traits, meant), self._values(event.properties, meant)
        return msgspec.structs.replace(event, traits=traits, properties=properties, context=context)

    def _values(self, said: Mapping[str, Any], meant: Meant) -> dict[str, Any]:
        return {name: self._value(name, value, meant) for name, value in said.items()}

    def _value(self, name: str, value: Any, meant: Meant) -> Any:
        """Null takes a trait away, and says nothing."""
        if name not in meant.names or value is None or is_sealed(value):
            return value
        return self.seal(meant.names[name].kind, name, value, meant.owner)

    def _rejected(self, one: Rejected, names: Traits) -> Rejected:
        body = self._body(one.delivery.body, names)
        if body == one.delivery.body:
            return one
        return replace(one, delivery=replace(one.delivery, body=body), record=record_id(one))

    def _body(self, body: bytes, names: Traits) -> bytes:
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return LEFT_OUT
        if "\\u" not in text and not any(name in text for name in names):
            return body
        try:
            said = msgspec.json.decode(body)
            sealed = self._within(said, names, 0)
        except (msgspec.DecodeError, RecursionError):
            return LEFT_OUT
        return body if sealed == said else msgspec.json.encode(sealed)

    def _within(self, said: Any, names: Traits, depth: int) -> Any:
        if depth > DEEPEST:
            raise RecursionError
        if isinstance(said, dict):
            inner = {name: self._within(value, names, depth + 1) for name, value in said.items()}
            return {name: self._value(name, inner[name], Meant(names)) for name in inner}
        return [self._within(one, names, depth + 1) for one in said] if isinstance(said, list) else said
