"""Linking: an event that names several identifiers, a merge or an undo changes who is one person.

What is to become of the people is decided by `segue.persons` alone; here their rows are read, and written at once
or not at all. The person that stays is the one with the strongest key, whatever the order of arrival.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.errors import Conflict, Unavailable
from segue.identities import Identity
from segue.keys import IdentityKey, PersonId
from segue.lambdas import report
from segue.partition import GROWTH, UNATTESTED
from segue.persons import Change, PersonSet
from segue.regrouping import Regrouping
from segue.rules import Rules
from segue.suggestions import Suggestion, in_order

MOST_ROUNDS = 10
MOST_HOPS = 4  # from a person to others over links that are no longer left out
MOST_PEOPLE = 35  # that change together: a transaction takes a hundred rows
MOST_POINTS = 50  # rows of identities in one transaction, beside those of people

REVIEWED = {
    UNATTESTED: ("one event named both, and nobody vouched for it",),
    GROWTH: ("one event named both, and the person has grown too fast to go on unseen",),
}
Rows = dict[IdentityKey, Identity]


@dataclass(frozen=True)
class Linked:
    """The people whom a change touched, by id; who is none of them any more; and what it left to a review."""

    people: frozenset[PersonId] = frozenset()
    absorbed: frozenset[PersonId] = frozenset()
    doubts: tuple[Suggestion, ...] = ()

    def then(self, later: "Linked") -> "Linked":
        """Both, one after the other."""
        return Linked(
            (self.people - later.absorbed) | later.people,
            (self.absorbed - later.people) | later.absorbed,
            (*self.doubts, *later.doubts),
        )


@dataclass(frozen=True)
class Writes:
    """What is to be written at once. `redirects` are (id, version, into); `checks` must not have changed."""

    people: tuple[PersonSet, ...]
    redirects: tuple[tuple[PersonId, int, PersonId], ...] = ()
    checks: tuple[PersonSet, ...] = ()
    points: tuple[tuple[Identity, PersonId], ...] = ()


class People(Protocol):
    """Keeps person sets. `write` writes all of it or raises Conflict; `versions` are those of rows as they are."""

    def identities(self, keys: Sequence[IdentityKey]) -> Rows: ...

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]: ...

    def versions(self, persons: Sequence[PersonId]) -> dict[PersonId, int]: ...

    def write(self, writes: Writes) -> None: ...


class Linking:
    """Carries out changes; repeating one changes nothing."""

    def __init__(self, people: People, rules: Callable[[], Rules]) -> None:
        self._people, self._rules = people, rules

    def carry_out(self, change: Change) -> Linked:
        """Brings the people around the change in line with it.

        Raises Unavailable when others keep changing the same people.
        """
        for _ in range(MOST_ROUNDS):
            regrouping, rows = self._regrouped(change)
            try:
                self._write(regrouping, rows)
            except Conflict:
                continue
            return _linked(regrouping)
        raise Unavailable("contended", "the identities of this event keep changing")

    def regrouped(self, change: Change) -> Regrouping:
        """What the change would make of the people around it; nothing is written."""
        return self._regrouped(change)[0]

    def _regrouped(self, change: Change) -> tuple[Regrouping, Rows]:
        """The people behind the keys, and whomever they reach by links that are no longer left out."""
        people: dict[PersonId, PersonSet] = {}
        rows = self._people.identities(sorted(change.keys))
        change = change.without({one for one in change.doubtful if not rows[one].version})
        regrouping = self._regrouping(self._read(change.keys, rows, people), rows, change)
        for _ in range(MOST_HOPS):
            if not regrouping.reaching:
                return regrouping, rows
            rows |= self._people.identities(sorted(regrouping.reaching))
            regrouping = self._regrouping(self._read(regrouping.reaching, rows, people), rows, change)
        return replace(regrouping, closed=bool(regrouping.reaching)), rows

    def _read(
        self, keys: Iterable[IdentityKey], rows: Rows, people: dict[PersonId, PersonSet]
    ) -> Collection[PersonSet]:
        """`people` and those behind the keys."""
        found = self._people.sets(sorted({rows[key].owner for key in keys}))
        people |= {one.id: one for some in found.values() for one in self._settled(some)}
        return people.values()

    def _regrouping(self, people: Collection[PersonSet], rows: Rows, change: Change) -> Regrouping:
        alone = {one.id for one in people if not one.version}
        seen = frozenset(one for one in alone if one in rows and rows[one].version)
        return Regrouping(tuple(people), change, self._rules(), seen)

    def _write(self, regrouping: Regrouping, known: Rows) -> None:
        changed = regrouping.changed
        if not changed:
            return None
        if len(changed) > MOST_PEOPLE:  # rules that were tightened, for somebody who had grown: a person has to decide
            return report("too-many-people-change", event=next((one.event for one in regrouping.change.edges), ""))
        points = self._points(regrouping, known)
        writes = Writes(
            people=tuple(self._at(changed, regrouping)),
            redirects=regrouping.redirects,
            checks=regrouping.unchanged,
            points=tuple(points[:MOST_POINTS]),
        )
        if len(points) <= MOST_POINTS:
            return self._people.write(writes)
        everybody = frozenset(one.id for one in changed)
        loose = tuple(replace(one, loose=everybody) for one in writes.people)
        self._people.write(replace(writes, people=loose))
        return self._lead(loose)

    def _at(self, changed: Sequence[PersonSet], regrouping: Regrouping) -> list[PersonSet]:
        """The sets with the versions of the rows that they replace, which may be redirects."""
        were = {person for one in regrouping.before for person in one.former}
        back = sorted(one.id for one in changed if one.id in were)
        versions = self._people.versions(back) if back else {}
        return [replace(one, version=versions.get(one.id, one.version)) for one in changed]

    def _points(self, regrouping: Regrouping, known: Rows) -> list[tuple[Identity, PersonId]]:
        """Identities that do not lead to their person: those that the change names, and all of a set that splits."""
        owners = {key: one.id for one in regrouping.changed for key in one.keys}
        rows = {key: row for key, row in known.items() if key in owners}
        if regrouping.split:
            missing = sorted(owners.keys() - rows.keys())
            rows |= self._people.identities(missing) if missing else {}
        return [(row, owners[key]) for key, row in rows.items() if row.person != owners[key]]

    def _settled(self, person: PersonSet) -> Iterable[PersonSet]:
        """The set, and whoever parted with it, once all of their keys lead to them: a crash came in between."""
        if person.loose:
            self._lead(self._people.sets(sorted(person.loose)).values())
            return self._people.sets(sorted(person.loose | {person.id})).values()
        return (person,)

    def _lead(self, people: Iterable[PersonSet]) -> None:
        """Lets every key lead to its person, some at a time, and then says so."""
        for stale in people:
            one = self._people.sets([stale.id])[stale.id]
            rows = self._people.identities(sorted(one.keys)).values()
            points = [(row, one.id) for row in rows if row.person != one.id]
            for start in range(0, len(points), MOST_POINTS):
                self._people.write(Writes((), checks=(one,), points=tuple(points[start : start + MOST_POINTS])))
            self._people.write(Writes((replace(one, loose=frozenset()),)))


def _linked(regrouping: Regrouping) -> Linked:
    """Also of a repeat: whoever it may have touched, so that nothing is forgotten that a crash left undone."""
    alive = frozenset(one.id for one in regrouping.after if not one.nobody)
    named = {one.id for one in regrouping.change.edges}
    gone = {one.id for one in regrouping.before if not one.nobody}
    gone |= {one.id for one in regrouping.after if one.nobody and named & {edge.id for edge in one.edges}}
    if not regrouping.changed:
        gone = gone.union(*(one.former for one in regrouping.after))
        alive |= regrouping.frontier.union(
            *(one.ends(shared=True) for one in regrouping.after if one.nobody and one.id in gone)
        )
    return Linked(alive, frozenset(gone) - alive, tuple(_doubts(regrouping)))


def _doubts(regrouping: Regrouping) -> Iterable[Suggestion]:
    """People whom the change links and whom a rule leaves to a review."""
    owners = {key: one.id for one in regrouping.after for key in one.keys}
    for edge in regrouping.change.edges:
        reason = regrouping.partition.left_out.get(edge.id)
        if reason in REVIEWED:
            left, right = in_order(owners[edge.left], owners[edge.right])
            yield Suggestion(left, right, 0, REVIEWED[reason], reason, edge.time)
