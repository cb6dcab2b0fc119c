"""Gathering: the people around a change, as their rows are now, and those whom it reaches.

Rows of identities are read before those of people. Where somebody was parted in between, a pointer leads to a set
that no longer has the key: that is a lost race, and everything is read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from segue.errors import Conflict
from segue.identity.persons import Change, PersonSet
from segue.identity.regrouping import Regrouping
from segue.identity.rules import Rules
from segue.identity.writes import Writes
from segue.keys import IdentityKey, PersonId
from segue.profile.identities import Identity

MOST_HOPS = 4  # from a person to others over links that are no longer left out
MOST_PEOPLE = 35  # that are looked at, or change, together: a transaction takes a hundred rows
MOST_POINTS = 25  # rows of identities in one transaction, beside those of people

Rows = dict[IdentityKey, Identity]


class People(Protocol):
    """Keeps person sets. `write` writes all of it or raises Conflict; `versions` are those of rows as they are."""

    def identities(self, keys: Sequence[IdentityKey]) -> Rows: ...

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]: ...

    def versions(self, persons: Sequence[PersonId]) -> dict[PersonId, int]: ...

    def write(self, writes: Writes) -> None: ...


class Gathering:
    """Reads the people around one change; `rows` are the identities that were read on the way."""

    def __init__(self, people: People, rules: Rules, change: Change) -> None:
        self._people, self._rules = people, rules
        self._sets: dict[PersonId, PersonSet] = {}
        self.rows = people.identities(sorted(change.keys))
        self._change = change.without({one for one in change.doubtful if not self.rows[one].known})

    def regrouping(self, settle: Callable[[PersonSet], Iterable[PersonSet]] | None = None) -> Regrouping:
        """The change and everybody whom it reaches. `settle` brings a set in order that a crash left loose.

        Raises Conflict where somebody was parted meanwhile.
        """
        self._read(self._change.keys, settle)
        for _ in range(MOST_HOPS):
            found = self._regrouping()
            if not found.reaching:
                return found
            if len(self._sets) + len(found.reaching) > MOST_PEOPLE:
                break
            self.rows |= self._people.identities(sorted(found.reaching))
            self._read(found.reaching, settle)
        return replace(self._regrouping(), closed=True)

    def _read(self, keys: Iterable[IdentityKey], settle: Callable[[PersonSet], Iterable[PersonSet]] | None) -> None:
        found = list(self._people.sets(sorted({self.rows[key].owner for key in keys})).values())
        settled = [one for some in found for one in (settle(some) if settle else (some,))]
        if set(keys) - {key for one in settled for key in one.keys}:
            raise Conflict("conflict", "these people have changed since they were read")
        self._sets |= {one.id: one for one in settled}

    def _regrouping(self) -> Regrouping:
        alone = {one.id for one in self._sets.values() if not one.version}
        seen = frozenset(one for one in alone if one in self.rows and self.rows[one].version)
        return Regrouping(tuple(self._sets.values()), self._change, self._rules, seen)
