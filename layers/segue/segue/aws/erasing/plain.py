"""Rows as people and programs can read them: nothing packed, moments as text, sets as lists."""

import base64
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from typing import Any

import msgspec

from segue.aws.items import unpack
from segue.erasing.stores import Told
from segue.times import Millis, to_text

Row = Mapping[str, Any]
MOMENTS = range(10**12, 4 * 10**12)  # milliseconds of the years 2001 to 2096
# How a row lies in its table, which says nothing of anybody.
WITHIN = ("pk", "sk", "ttl", "v", "version", "kind", "shard", "standing", "etag")
# Who of the shop did something is another person's data; what they did, when and why is told.
STAFF = ("actor", "by", "undone_by", "asked_by", "resolved_by", "answered_by", "assignee", "mentions", "staff")
SOMEBODY = "somebody of the shop"


def told(kind: str, row: Row, time: str = "time", **more: Any) -> Told:
    """A row as what it says; `time` is the attribute that says when."""
    moment = row.get(time)
    said = {name: value for name, value in row.items() if name not in WITHIN}
    return Told(kind, moment if isinstance(moment, int) else None, {**readable(said), **more})


def readable(said: Row) -> dict[str, Any]:
    """A mapping whose values are plain."""
    return {str(name).removesuffix("_"): _named(str(name), value) for name, value in said.items()}


def plain(value: Any) -> Any:
    """A value of JSON."""
    if isinstance(value, bool) or not isinstance(value, int | bytes | Mapping | list | tuple | set | frozenset):
        return value
    if isinstance(value, int):
        return to_text(value) if value in MOMENTS else value
    if isinstance(value, bytes):
        return plain(opened(value))
    if isinstance(value, Mapping):
        return readable(value)
    return [plain(one) for one in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]


def moment(value: Millis | None) -> str | None:
    """A moment as text; None where there is none."""
    return to_text(value) if value else None


def opened(packed: bytes) -> Any:
    """What is packed in bytes: JSON, MessagePack or text; as base64 what is none of them."""
    for raw, reads in product((*unpacked(packed), packed), READS):
        with suppress(msgspec.DecodeError, UnicodeDecodeError, ValueError):
            return reads(raw)
    return {"base64": base64.b64encode(packed).decode()}


def unpacked(packed: bytes) -> Iterator[bytes]:
    """The bytes in what was packed in one of our ways."""
    for opens in (unpack, lambda one: zlib.decompressobj().decompress(one)):
        with suppress(zlib.error):
            yield opens(packed)


def _named(name: str, value: Any) -> Any:
    if name in STAFF and value and value != "rules":
        return SOMEBODY
    return plain(value)


def _packed(raw: bytes) -> Any:
    found = msgspec.msgpack.decode(raw)
    if not isinstance(found, list | dict):
        raise ValueError("a single number is text")
    return found


READS: tuple[Callable[[bytes], Any], ...] = (msgspec.json.decode, _packed, bytes.decode)
