"""Receipts of erasures: what was taken away, store by store, each with the digest of the one before. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from segue.times import Millis

BEGINNING = "0" * 64  # what stands before the first one


@dataclass(frozen=True)
class Receipt:
    """The receipt of a `request`: it names nobody. Anybody can work out `digest` from all else, as JSON with sorted
    names and without spaces, by SHA-256."""

    number: int
    request: str
    time: Millis
    counts: Mapping[str, int] = field(default_factory=dict)
    before: str = BEGINNING

    @property
    def digest(self) -> str:
        """64 characters of hex."""
        return hashlib.sha256(msgspec.json.encode(said(self), order="sorted")).hexdigest()


def said(receipt: Receipt) -> dict[str, Any]:
    """All that a receipt says, but its digest."""
    return {**vars(receipt), "counts": dict(receipt.counts)}


def broken_at(chain: Iterable[tuple[Receipt, str]]) -> int:
    """The number of the first receipt of (receipt, digest as kept) that does not follow from what is before it; 0 where
    all of them do."""
    last, place = BEGINNING, 1
    for receipt, digest in chain:
        if (receipt.number, receipt.before, receipt.digest) != (place, last, digest):
            return place
        last, place = digest, place + 1
    return 0
