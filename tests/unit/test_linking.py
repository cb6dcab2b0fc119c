"""Links: who becomes one person, whatever the order."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from segue.errors import Conflict
from segue.identities import Identity
from segue.keys import IdentityKey, PersonId
from segue.linking import Link, Linking, PersonSet


class FakePeople:
    """People in two dictionaries, with the real one's contract."""

    def __init__(self, *seen: IdentityKey) -> None:
        self.rows = {key: Identity(key, version=1) for key in seen}
        self.people: dict[PersonId, PersonSet] = {}
        self.into: dict[PersonId, PersonId] = {}
        self.conflicts = 0

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]:
        return {key: self.rows.get(key, Identity(key)) for key in keys}

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]:
        return {one: self._set(one) for one in persons}

    def join(self, person: PersonSet, absorbed: Sequence[PersonSet], rows: Sequence[Identity]) -> None:
        if self.conflicts:
            self.conflicts -= 1
            raise Conflict("conflict")
        self.people[person.id] = replace(person, version=person.version + 1)
        self.into |= {one.id: person.id for one in absorbed if one.version}
        self.rows |= {row.key: replace(row, person=person.id, version=row.version + 1) for row in rows}

    def _set(self, person: PersonId) -> PersonSet:
        while person in self.into:
            person = self.into[person]
        return self.people.get(person, PersonSet(person, frozenset({person})))


def a_link(*keys: IdentityKey) -> Link:
    return Link(keys, event="m1", time=1, attestation=3)


def test_an_event_that_names_two_makes_them_one_person_under_the_stronger_id() -> None:
    people = FakePeople("a_1")
    linked = Linking(people).link(a_link("u_1", "a_1"))
    assert linked.person == "u_1"
    assert linked.absorbed == {"a_1"}
    assert people.people["u_1"].keys == {"u_1", "a_1"}


def test_an_identifier_never_seen_before_is_nobody_to_absorb() -> None:
    assert Linking(FakePeople("u_1")).link(a_link("u_1", "e_1")).absorbed == frozenset()


def test_linking_again_writes_nothing() -> None:
    people = FakePeople("a_1")
    Linking(people).link(a_link("u_1", "a_1"))
    before = dict(people.rows)
    assert Linking(people).link(a_link("u_1", "a_1")).person == "u_1"
    assert people.rows == before


def test_the_same_links_in_any_order_end_in_the_same_person() -> None:
    links = [a_link("u_1", "a_1"), a_link("u_2", "e_1"), a_link("u_1", "e_1"), a_link("u_2", "a_2")]
    ends = set()
    for order in permutations(links):
        people = FakePeople("a_1", "a_2")
        for link in order:
            Linking(people).link(link)
        owners = {row.owner for row in people.rows.values()}
        ends |= {(found.id, found.keys) for found in people.sets(sorted(owners)).values()}
    assert ends == {("u_1", frozenset({"u_1", "u_2", "a_1", "a_2", "e_1"}))}


def test_a_lost_race_is_read_again_and_carried_out() -> None:
    people = FakePeople("a_1")
    people.conflicts = 3
    assert Linking(people).link(a_link("u_1", "a_1")).person == "u_1"
