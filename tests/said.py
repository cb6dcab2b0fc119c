"""What a provider's parser makes of a payload, and whom it names."""

import json
from typing import Any

from segue.channels import provider
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from tests.builders import NOON


def parsed(name: str, payload: Any, headers: dict[str, str] | None = None, **options: Any) -> Parsed:
    """A delivery, understood; bytes are sent as they are."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    delivery = Delivery(name, name, body, headers or {}, NOON, options)
    return understood(delivery, provider(name).incoming)


def events(name: str, payload: Any, headers: dict[str, str] | None = None, **options: Any) -> list[Event]:
    """The events of a delivery in which all is clear."""
    found = parsed(name, payload, headers, **options)
    assert not found.rejected
    return list(found.events)


def ignored(name: str, payload: Any, headers: dict[str, str] | None = None, **options: Any) -> list[str]:
    """The names under which all of a delivery is left out."""
    found = parsed(name, payload, headers, **options)
    assert not found.rejected
    assert not found.events
    return [one.name for one in found.ignored]


def reasons(name: str, payload: Any, headers: dict[str, str] | None = None) -> list[str]:
    """Why what of it is in quarantine."""
    return [one.reason for one in parsed(name, payload, headers).rejected]


def named(event: Event) -> set[tuple[str, str]]:
    """The identifiers of an event."""
    return {(one.type, one.value) for one in identifiers_of(event)}
