"""A crowd: everybody at once, as a job that compares people needs it. Pure; `segue.aws.crowds` reads it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue import facets
from segue.facets import names, traits
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity

COMPARED = ("traits", "names")
Pair = frozenset[PersonId]


@dataclass
class Crowd:
    """People by id with the facets that are compared.

    `into`: the person that absorbed a person or has an identity key; `different`: pairs of identity keys that are known
    to be of two people; `shared`: keys of tills and families' tablets, which are nobody; `whole`: whether everybody
    was read.
    """

    into: Mapping[PersonId, PersonId] = field(default_factory=dict)
    different: Sequence[tuple[IdentityKey, IdentityKey]] = ()
    shared: frozenset[IdentityKey] = frozenset()
    whole: bool = True
    _people: dict[PersonId, dict[str, Any]] = field(default_factory=dict)
    _owners: dict[IdentityKey, PersonId] = field(default_factory=dict)

    def add(self, identities: Iterable[Identity]) -> None:
        """Takes identities in, each under the person that it belongs to by now."""
        for one in identities:
            if one.key in self.shared:
                continue
            owner = self._owners[one.key] = self._now(one.key if one.key in self.into else one.owner)
            told = facets.whole(one.facets)
            said = {name: told[name] for name in COMPARED if name in told}
            self._people[owner] = facets.add(self._people.get(owner, {}), said)

    @property
    def people(self) -> dict[PersonId, tuple[dict[str, Any], dict[str, str]]]:
        """(traits, {type: the best attested identifier}) by person."""
        return {person: (traits.read(one.get("traits", {})), _best(one)) for person, one in self._people.items()}

    @property
    def apart(self) -> set[Pair]:
        """The pairs of people who are known to be two."""
        return {frozenset(self._owners.get(key, self._now(key)) for key in pair) for pair in self.different}

    def _now(self, person: PersonId) -> PersonId:
        """Pages of a scan are of different moments: a merge taken back and made the other way round can be a circle."""
        seen: set[PersonId] = set()
        while person in self.into and person not in seen:
            seen.add(person)
            person = self.into[person]
        return person


def _best(said: Mapping[str, Any]) -> dict[str, str]:
    rows = names.read(said.get("names", {}))
    return {
        row["type"]: row["value"] for row in sorted(rows, key=lambda row: names.ATTESTATIONS.index(row["attestation"]))
    }
