"""Evaluating against others who write at the same time: what is told is told once, and nothing stays behind."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from segue import facets
from segue.errors import Conflict
from segue.events import Event
from segue.profile.profiles import Profile
from segue.segments.compiling import compile_segments
from segue.segments.evaluating import Evaluating
from segue.segments.membership import Membership
from tests.builders import NOON, an_add, an_order

DEFINED = {"buyers": {"when": {"ordered": {"at_least": 1}}}, "carts": {"when": {"cart": "open"}}}
SEGMENTS = list(compile_segments(DEFINED, {}).values())


@dataclass
class Store:
    """One person in memory, with all the memberships that were ever saved; `meanwhile` happens once, within the read of
    a profile: that answers what was there before."""

    events: list[Event] = field(default_factory=list)
    rows: dict[str, Membership] = field(default_factory=dict)
    saved: list[set[str]] = field(default_factory=list)
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    id: str = "u_1"

    def read(self, person: str) -> Profile:
        found = Profile(self.id, facets.absorb({}, self.events), (self.id,))
        if self.meanwhile:
            self.meanwhile.pop()()
        return found

    def membership(self, person: str) -> Membership:
        return self.rows.get(person, Membership({}))

    def save(self, person: str, membership: Membership) -> None:
        if self.membership(person).version != membership.version:
            raise Conflict("conflict")
        self.rows[person] = replace(membership, version=membership.version + 1)
        self.saved.append({*membership.segments})

    def forget(self, person: str, version: int | None = None) -> None:
        if version in (None, self.membership(person).version):
            self.rows.pop(person, None)

    def arm(self, *_: Any) -> None: ...

    def evaluated(self, person: str = "u_1") -> None:
        Evaluating(self, self, cast("Any", self), lambda: SEGMENTS).evaluate(person, NOON)


def ordered_and_evaluated(store: Store) -> None:
    store.events.append(an_order(NOON))
    store.evaluated()


def test_who_read_the_profile_before_somebody_else_wrote_leads_nobody_out_and_in_again() -> None:
    store = Store([an_add(NOON - 9)])
    store.evaluated()
    store.meanwhile.append(lambda: ordered_and_evaluated(store))
    store.evaluated()
    assert store.saved[0] == {"carts"}
    assert all("buyers" in one for one in store.saved[1:])


def test_a_membership_that_was_written_just_as_its_person_was_absorbed_goes_with_the_next_look() -> None:
    store = Store([an_order(NOON - 9)], {"a_1": Membership({"buyers": NOON}, version=1)})
    store.evaluated("a_1")
    assert [*store.rows] == ["u_1"]


def test_what_another_one_has_written_meanwhile_stays() -> None:
    store = Store([an_order(NOON - 9)], {"a_1": Membership({"buyers": NOON}, version=1)})
    store.meanwhile.append(lambda: store.save("a_1", store.membership("a_1")))
    store.evaluated("a_1")
    assert sorted(store.rows) == ["a_1", "u_1"]
