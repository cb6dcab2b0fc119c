"""Postal addresses as Segment's reserved trait."""

from segue.channels.payloads import Payload, given, text


def address(said: Payload, lines: tuple[str, ...], **fields: str) -> Payload:
    """`lines` are the provider's fields of the street, `fields` {name of the trait: the provider's field}."""
    street = " ".join(line for line in (text(said.get(name)) for name in lines) if line)
    return given({"street": street or None, **{name: text(said.get(field)) for name, field in fields.items()}})
