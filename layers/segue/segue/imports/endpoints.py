"""Amazon Pinpoint's endpoints, as an export job writes them: one JSON object a line."""

from collections.abc import Iterator

from segue.channels.payloads import payload_of, text
from segue.clocks import lenient
from segue.errors import Invalid
from segue.imports.parts import Found, Origin, Part
from segue.pinpoint_api.endpoints import event_of, told


def endpoint(found: Found, origin: Origin) -> Iterator[Part]:
    """An identify message, and an opt-out where there is one. Raises Invalid (bad-json, no-endpoint, no-identifier)."""
    said = payload_of(found.value)
    key = text(said.get("Id"))
    if key is None:
        raise Invalid("no-endpoint", "an endpoint has an `Id`")
    at = lenient(said.get("EffectiveDate") or said.get("CreationDate")) or 0
    for name, properties in told(said):
        yield origin.marked(event_of(said, (key, at), name, properties))
