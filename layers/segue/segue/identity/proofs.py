"""What a visitor's proof covers: the user id that the shop's server has proven, and the browsers in which that user was
signed in. An address or a number that is the same person's may have been typed by anybody: it covers nothing."""

from segue.identity.edges import Edge
from segue.identity.persons import PersonSet
from segue.keys import IdentityKey

BROWSER = "a_"  # with which the keys of anonymous ids begin


def covered(person: PersonSet, user: IdentityKey) -> frozenset[IdentityKey]:
    """The identities of a proven user, whose person this is. A browser is one of them where an event named it beside
    the user id: its id is random, so whoever said so had it. By way of an address none is."""
    ends = (_other(edge, user) for edge in person.edges if _holds(edge, person))
    return frozenset({user, *(one for one in ends if one in person.keys and one.startswith(BROWSER))})


def _other(edge: Edge, user: IdentityKey) -> IdentityKey:
    """The key that an edge ties to the user's; "" where it ties others."""
    left, right = edge.pair
    return right if left == user else left if right == user else ""


def _holds(edge: Edge, person: PersonSet) -> bool:
    return edge.id not in person.out and edge.event not in person.undone
