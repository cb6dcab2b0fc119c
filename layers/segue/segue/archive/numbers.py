"""Numbers in place of ids: the same id, the same number, and no way back without the stack's secret."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from segue.keys import digest

SHORT = 12


@dataclass(frozen=True)
class Shop:
    """What rows are made with: the secret of their numbers, and the names that this shop has declared: of events (its
    tracking plan) and of topics."""

    secret: bytes
    events: Collection[str] = field(default_factory=frozenset)
    topics: Collection[str] = field(default_factory=frozenset)

    def number(self, *parts: object) -> int:
        """63 bits that say what a thing is."""
        said = "|".join(map(str, parts)).encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(said, key=self.secret[:64], digest_size=8).digest()) >> 1

    def numbered(self, kind: str, given: str) -> int | None:
        """The number of an id of a kind; None where there is none."""
        return self.number(kind, given) if given else None

    def token(self, kind: str, given: str) -> str:
        """The same as a short word."""
        return digest(self.secret, f"{kind}|{given}")[:SHORT]
