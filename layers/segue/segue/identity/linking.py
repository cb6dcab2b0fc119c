"""Linking: an event that names several identifiers, a merge or an undo changes who is one person.

What is to become of the people is decided by `segue.identity.regrouping` alone; here it is written, at
once or not at all. The person that stays is the one with the strongest key, whatever the order of arrival.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from segue.errors import Conflict, Refused, Unavailable
from segue.identity.gathering import MOST_PEOPLE, MOST_POINTS, Gathering, People, Rows
from segue.identity.growing import GROWTH, UNATTESTED
from segue.identity.persons import Change, PersonSet
from segue.identity.regrouping import Regrouping
from segue.identity.rules import Rules
from segue.identity.suggestions import Suggestion, in_order
from segue.identity.writes import Writes
from segue.keys import PersonId
from segue.languages.texts import _, english
from segue.profile.identities import Identity

MOST_ROUNDS = 10
REVIEWED = {
    UNATTESTED: (english(_("one event named both, and nobody vouched for it")),),
    GROWTH: (english(_("one event named both, and the person has grown too fast to go on unseen")),),
}


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


class Linking:
    """Carries out changes; repeating one changes nothing."""

    def __init__(self, people: People, rules: Callable[[], Rules]) -> None:
        self._people, self._rules = people, rules

    def carry_out(self, change: Change) -> Linked:
        """Brings the people around the change in line with it.

        Raises Unavailable when others keep changing the same people, Refused("too-many-change") when the rules have
        been tightened so much since that more people would change than can be written at once.
        """
        for _round in range(MOST_ROUNDS):
            try:
                gathering = Gathering(self._people, self._rules(), change)
                regrouping = gathering.regrouping(self._settled)
                self._write(regrouping, gathering.rows)
            except Conflict:
                continue
            return _linked(regrouping)
        raise Unavailable("contended", "the identities of this event keep changing")

    def regrouped(self, change: Change) -> Regrouping:
        """What the change would make of the people around it; nothing is written. Raises Conflict in a lost race."""
        return Gathering(self._people, self._rules(), change).regrouping()

    def must_fit(self, change: Change) -> None:
        """Raises Refused("too-many-change") where `carry_out` would."""
        _fitting(self.regrouped(change).changed)

    def _write(self, regrouping: Regrouping, known: Rows) -> None:
        changed = _fitting(regrouping.changed)
        if not changed:
            return None
        points = self._points(regrouping, known)
        writes = Writes(
            people=tuple(self._at(changed, regrouping)),
            redirects=regrouping.redirects,
            checks=regrouping.unchanged,
            points=tuple(points[:MOST_POINTS]),
            sums=regrouping.lost_sums,
        )
        if len(points) <= MOST_POINTS:
            return self._people.write(writes)
        everybody = frozenset(one.id for one in changed)
        self._people.write(replace(writes, people=tuple(replace(one, loose=everybody) for one in writes.people)))
        return self._lead(everybody)

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
            self._lead(person.loose)
            return self._people.sets(sorted(person.loose | {person.id})).values()
        return (person,)

    def _lead(self, people: Iterable[PersonId]) -> None:
        """Lets every key of everybody lead to its person, some at a time, and only then says so of any of them."""
        loose = [one for one in self._people.sets(sorted(people)).values() if one.loose]
        for one in loose:
            rows = self._people.identities(sorted(one.keys)).values()
            points = [(row, one.id) for row in rows if row.person != one.id]
            for start in range(0, len(points), MOST_POINTS):
                self._people.write(Writes(checks=(one,), points=tuple(points[start : start + MOST_POINTS])))
        for one in loose:
            self._people.write(Writes((replace(one, loose=frozenset()),)))


def _fitting(changed: list[PersonSet]) -> list[PersonSet]:
    if len(changed) > MOST_PEOPLE:
        raise Refused("too-many-change", f"this would change {len(changed)} people at once")
    return changed


def _linked(regrouping: Regrouping) -> Linked:
    """Also of a repeat: whoever it may have touched, so that nothing is forgotten that a crash left undone."""
    alive = frozenset(one.id for one in regrouping.after if not one.nobody)
    named = {one.id for one in regrouping.change.edges}
    were = [one for one in regrouping.before if one.version or one.id in regrouping.seen]
    gone = {one.id for one in were if not one.nobody}
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
