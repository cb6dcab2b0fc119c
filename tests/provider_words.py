"""A provider's words as the tests ask for them: a payload in, what it was understood as out."""

import json
from collections.abc import Mapping
from typing import Any

from segue.channels import provider
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from tests.builders import NOON

NOTHING: Mapping[str, Any] = {}


def told(name: str, payload: Any, headers: Mapping[str, str] = NOTHING, options: Mapping[str, Any] = NOTHING) -> Parsed:
    """A delivery of the provider's, understood."""
    delivery = Delivery(name, name, json.dumps(payload).encode(), headers, NOON, options)
    return understood(delivery, provider(name).incoming)


def said(name: str, payload: Any, headers: Mapping[str, str] = NOTHING) -> list[Event]:
    """The events of a delivery in which all is clear."""
    found = told(name, payload, headers)
    assert not found.rejected
    return list(found.events)


def became(name: str, payload: Any) -> str | list[str]:
    """Event names, or `ignored:<name>`, or `quarantined:<reason>`, as the table of recorded webhooks has them."""
    found = told(name, payload)
    if found.rejected:
        return f"quarantined:{found.rejected[0].reason}"
    return [one.event or one.type for one in found.events] or f"ignored:{found.ignored[0].name}"


def ids(event: Event) -> list[tuple[str, str]]:
    """The identifiers of an event, strongest first."""
    return [(one.type, one.value) for one in identifiers_of(event)]
