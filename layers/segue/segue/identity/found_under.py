"""Under which words identities are found: what people are called, and what shops call their orders. Pure."""

from collections.abc import Collection, Iterable, Mapping

from segue.facets import traits
from segue.identity import order_numbers
from segue.keys import IdentityKey
from segue.profile.identities import Identity, Record
from segue.profile.names import found_under

TRAITS = "traits"
Found = list[tuple[str, IdentityKey]]


def names_of(
    before: Mapping[IdentityKey, Identity], changed: Mapping[IdentityKey, Identity], certain: Collection[IdentityKey]
) -> Found:
    """What identities are found under by name and were not before; of `certain` keys all, since a run that saved them
    may not have got to it."""
    found: Found = []
    for key, identity in changed.items():
        known = {} if key in certain else before[key].facets.get(TRAITS, {})
        said = identity.facets.get(TRAITS, {})
        if said != known:
            new = found_under(traits.read(said)) - found_under(traits.read(known))
            found += [(words, key) for words in sorted(new)]
    return found


def orders_of(records: Iterable[Record]) -> Found:
    """What identities are found under by the names of their orders."""
    named = ((order_numbers.found_under(one.event), one.key) for one in records)
    return [one for one in dict.fromkeys(named) if one[0]]
