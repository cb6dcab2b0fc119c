"""Edges: why two identity keys belong together, and how sure that is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from segue.identifiers import STRENGTH, TYPES
from segue.keys import IdentityKey
from segue.times import Millis

# How an event knew its identifiers; the first four are `facets.names.ATTESTATIONS`. STAFF: somebody of the staff
# decided; SPELT: two spellings of one value.
CLAIMED, TYPED, ORDER, LOGIN, STAFF, SPELT = range(6)

Pair = tuple[IdentityKey, IdentityKey]


@dataclass(frozen=True)
class Edge:
    """The event that named both keys, when, and how well it knew. Of a staff decision `left` is the person to keep."""

    left: IdentityKey
    right: IdentityKey
    event: str
    time: Millis
    attestation: int

    @property
    def pair(self) -> Pair:
        """Both keys, the stronger first."""
        return pair(self.left, self.right)

    @property
    def id(self) -> str:
        """A name in URLs: the staff's decision, or both keys."""
        return self.event if self.attestation == STAFF else ".".join(self.pair)

    @property
    def order(self) -> tuple[int, Millis, str, Pair]:
        """The order in which edges are taken: best attested, then earliest, then by id."""
        return -self.attestation, self.time, self.event, self.pair


def strength(key: IdentityKey) -> tuple[int, str]:
    """Orders identity keys and person ids, strongest first."""
    return STRENGTH[TYPES[key[0]]], key


def pair(one: IdentityKey, other: IdentityKey) -> Pair:
    """Two keys, the stronger first."""
    return (one, other) if strength(one) <= strength(other) else (other, one)


def best(edges: Iterable[Edge]) -> dict[str, Edge]:
    """The first in order for each pair, and every decision of the staff, by edge id: the same in any order."""
    found: dict[str, Edge] = {}
    for one in edges:
        known = found.get(one.id)
        if one.left != one.right and (known is None or one.order < known.order):
            found[one.id] = one
    return found
