"""Persons as the provider of a conversation knows them."""

from collections.abc import Iterable
from typing import Any

from segue.channels.payloads import Payload, given, text


def person(ids: Iterable[tuple[str, Any]], traits: Payload) -> Payload:
    """A context that names a customer by ids as they are, as (type, value), each once, and by traits."""
    known = dict.fromkeys((kind, text(value)) for kind, value in ids)
    external = [{"type": kind, "id": value} for kind, value in known if value]
    return given({"externalIds": external, "traits": given(traits)})
