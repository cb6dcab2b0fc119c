"""The Identities table: one row per identity key, at most one strong read and one conditional write a batch.

Attributes: `pk` identity key, `v` version, `p` person it was linked to, `b` facets and watermark as packed
MessagePack, `c` the sum (`segue.aws.sums`) that holds its facets too, `w` its pseudonym in the archive
(`segue.aws.numbering`), written with the row and never changed; `erased` when somebody of it was erased last
(`segue.aws.erasing.closing`), of whom nothing else is left. Link, fold and erase collide on `v`.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from segue.aws.items import from_item, pack, to_attribute, unpack
from segue.aws.tables import batch_get, execute_all
from segue.keys import IdentityKey
from segue.profile.identities import Identity, Watermark
from segue.tracing import report

Blob = tuple[str, str, str, list[int], dict[int, int], dict[str, Any]]
MOST_BYTES = 380_000  # DynamoDB takes 400 KB for an item
REPLACED = ("DuplicateItem", "ConditionalCheckFailed")
_decoder = msgspec.msgpack.Decoder(Blob)


@dataclass(frozen=True)
class Identities:
    """Rows of source identities in a table."""

    table: str

    def read(self, keys: Iterable[IdentityKey], strong: bool = True) -> dict[IdentityKey, Identity]:
        """A key that has no row answers an identity of version 0."""
        wanted = sorted(set(keys))
        items = batch_get(self.table, [{"pk": {"S": key}} for key in wanted], strong)
        found = {item["pk"]["S"]: identity_of(from_item(item)) for item in items}
        return {key: found.get(key, Identity(key)) for key in wanted}

    def save(self, identities: Sequence[Identity]) -> set[IdentityKey]:
        """Conditional on the version that was read; answers the keys whose rows had moved on."""
        blobs = [(one, packed(one)) for one in identities]
        kept = [(one, blob) for one, blob in blobs if len(blob) <= MOST_BYTES]
        for one, blob in blobs:
            if len(blob) > MOST_BYTES:  # no customer; the ledger has the events, and nobody else has to wait
                report("profile-too-large", identity=one.key, bytes=len(blob))
        errors = execute_all([self._statement(one, blob) for one, blob in kept], allowed=REPLACED)
        return {one.key for (one, _), error in zip(kept, errors, strict=True) if error}

    def _statement(self, one: Identity, raw: bytes) -> dict[str, Any]:
        blob, version = to_attribute(raw), to_attribute(one.version + 1)
        key = to_attribute(one.key)
        if one.version == 0:
            return {
                "Statement": f"INSERT INTO \"{self.table}\" VALUE {{'pk': ?, 'b': ?, 'v': ?, 'w': ?}}",
                "Parameters": [key, blob, version, to_attribute(fresh())],
            }
        left, alone = (" SET c = ?", [to_attribute("")]) if one.sum else ("", [])
        if one.bare:  # somebody new to us, whom the archive knows under another number than whoever was erased
            left, alone = " SET w = ?", [to_attribute(fresh())]
        return {
            "Statement": f'UPDATE "{self.table}" SET b = ? SET v = ?{left} WHERE pk = ? AND v = ?',
            "Parameters": [blob, version, *alone, key, to_attribute(one.version)],
        }

    def put_into(self, total: str, identities: Sequence[Identity]) -> bool:
        """Marks rows as held by a sum; False when one of them has moved on."""
        statement = f'UPDATE "{self.table}" SET c = ? SET v = ? WHERE pk = ? AND v = ?'
        changes = [(total, one.version + 1, one.key, one.version) for one in identities]
        statements = [{"Statement": statement, "Parameters": [*map(to_attribute, one)]} for one in changes]
        return not any(execute_all(statements, allowed=REPLACED))


def fresh() -> int:
    """A pseudonym: a number that nobody has. All have 19 digits and none ends in 0, so all rows take as many bytes."""
    return int.from_bytes(os.urandom(8)) >> 1 | 1 << 62 | 1


def packed(one: Identity) -> bytes:
    """Facets and watermark as they are stored."""
    mark = one.watermark or Watermark("", 0)
    blob = (one.meaning, mark.stream, str(mark.number), mark.last, mark.ahead, one.facets)
    return pack(msgspec.msgpack.encode(blob))


def identity_of(row: dict[str, Any]) -> Identity:
    """The inverse, of a whole row; a row of a pointer alone has no blob."""
    key, person, erased = row["pk"], row.get("p"), row.get("erased", 0)
    if "b" not in row:
        bare = bool(erased) and "w" not in row
        return Identity(key, row["v"], person=person, sum=row.get("c", ""), erased=erased, bare=bare)
    meaning, stream, number, last, ahead, facets = _decoder.decode(unpack(row["b"]))
    mark = Watermark(stream, int(number), tuple(last), ahead)
    return Identity(key, row["v"], facets, mark, person, meaning, row.get("c", ""), erased)
