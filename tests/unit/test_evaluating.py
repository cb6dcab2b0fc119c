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
from segue.segments.membership import Membership, Segment
from tests.builders import NOON, an_add, an_order

DEFINED = {"buyers": {"when": {"ordered": {"at_least": 1}}}, "carts": {"when": {"cart": "open"}}}
INSIDE = Membership({"buyers": NOON}, version=1)
SEGMENTS = list(compile_segments(DEFINED, {}).values())


@dataclass
class Store:
    """One person in memory, with all the memberships that were ever saved; `meanwhile` happens once, within the read of
    a profile: that answers what was there before. `leads`: ids that were absorbed, and by whom."""

    events: list[Event] = field(default_factory=list)
    rows: dict[str, Membership] = field(default_factory=dict)
    saved: list[set[str]] = field(default_factory=list)
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def read(self, person: str) -> Profile:
        id_ = self.leads.get(person, person)
        found = Profile(id_, facets.absorb({}, self.events), (id_,))
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
        Evaluating(self, self, cast("Any", self), self.segments).evaluate(person, NOON)

    def segments(self) -> list[Segment]:
        self.asked += 1
        return SEGMENTS


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
    store = Store([an_order(NOON - 9)], {"a_1": INSIDE}, leads={"a_1": "u_1"})
    store.evaluated("a_1")
    assert [*store.rows] == ["u_1"]


def test_what_another_one_has_written_meanwhile_stays() -> None:
    store = Store([an_order(NOON - 9)], {"a_1": INSIDE}, leads={"a_1": "u_1"})
    store.meanwhile.append(lambda: store.save("a_1", store.membership("a_1")))
    store.evaluated("a_1")
    assert sorted(store.rows) == ["a_1", "u_1"]


def test_nothing_is_asked_again_of_who_is_read_again_as_before() -> None:
    store = Store([an_order(NOON - 9)])
    store.evaluated()
    written = store.asked
    store.evaluated()
    assert (store.saved, store.asked) == ([{"buyers"}], 2 * written)


def test_what_came_while_it_was_written_is_asked_of() -> None:
    store = Store([an_order(NOON - 9)])
    store.meanwhile.append(lambda: store.events.append(an_add(NOON, "c9")))
    store.evaluated()
    assert store.saved == [{"buyers"}, {"buyers", "carts"}]


def test_who_parts_again_meanwhile_leaves_the_other_one_as_it_is() -> None:
    store = Store([an_order(NOON - 9)], {"u_1": INSIDE}, leads={"a_1": "u_1"})
    store.meanwhile.append(store.leads.clear)
    store.evaluated("a_1")
    assert sorted(store.rows) == ["a_1", "u_1"]
