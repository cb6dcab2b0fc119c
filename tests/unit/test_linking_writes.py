"""What linking writes: what it checks with it, in how many steps, and how many people at once."""

from dataclasses import replace

import pytest

from segue.errors import Refused
from segue.identity.edges import LOGIN, Edge
from segue.identity.gathering import MOST_PEOPLE, MOST_POINTS
from segue.identity.persons import Change
from segue.identity.rules import Limit, Rules
from segue.identity.writes import Writes
from tests.fake_people import FakePeople, a_decision, a_link, linked, linking

FREE = Rules(limits={})


class Recording(FakePeople):
    """People who remember what was to be written of them."""

    def __init__(self, *seen: str) -> None:
        super().__init__(*seen)
        self.written: list[Writes] = []

    def write(self, writes: Writes) -> None:
        self.written.append(writes)
        super().write(writes)


def merged(devices: int) -> Recording:
    """Two people whom the staff made one, the second with so many devices."""
    people = Recording("u_1", "u_2")
    linking(people, FREE).carry_out(a_decision("merge", "u_1", "u_2").change)
    for number in range(devices):
        linked(people, a_link("u_2", f"a_{number:03}", event=f"m{number}", time=number), FREE)
    people.written.clear()
    return people


def test_who_decided_with_others_and_stays_as_he_was_is_checked() -> None:
    people = Recording()
    linked(people, a_link("u_3", "e_3"))
    link = Edge("u_1", "p_1", "m2", 2, LOGIN)
    linking(people).carry_out(Change(frozenset({"u_1", "p_1", "u_3"}), (link,)))
    assert [one.id for one in people.written[-1].checks] == ["u_3"]


def test_sums_of_people_who_part_are_dropped() -> None:
    people = merged(0)
    people.people["u_1"] = replace(people.people["u_1"], sums={"both": frozenset({"u_1", "u_2"})})
    linking(people).carry_out(a_decision("undo", "u_1", "u_2").change)
    assert [one.sums for one in people.written] == [("both",)]


@pytest.mark.parametrize(("keys", "points"), [(MOST_POINTS, [25]), (MOST_POINTS + 1, [25, 1, 0])])
def test_as_many_identities_as_fit_are_led_home_in_one_step(keys: int, points: list[int]) -> None:
    people = Recording()
    linked(people, a_link("u_1", *(f"e_{n:02}" for n in range(1, keys))), FREE)
    assert [len(one.points) for one in people.written] == points


def test_many_are_led_home_some_at_a_time_and_only_then_nobody_is_loose() -> None:
    people = merged(60)
    linking(people, FREE).carry_out(a_decision("undo", "u_1", "u_2").change)
    assert [len(one.points) for one in people.written] == [25, 25, 11, 0, 0]
    assert [[one.id for one in writes.checks] for writes in people.written[1:3]] == [["u_2"], ["u_2"]]
    assert [one.loose for one in people.people.values()] == [frozenset(), frozenset()]


@pytest.mark.parametrize("keys", [MOST_PEOPLE, MOST_PEOPLE + 1])
def test_as_many_people_change_at_once_as_a_transaction_takes_and_no_more(keys: int) -> None:
    people, tight = Recording(), Rules(limits={"email": Limit(1)})
    linked(people, a_link("u_1", *(f"e_{n:02}" for n in range(keys))), FREE)
    again = a_link("u_1", "p_1", event="next", time=99)
    if keys == MOST_PEOPLE:
        linked(people, again, tight)
        assert people.groups()["u_1"] == {"u_1", "p_1", "e_00"}
        return
    with pytest.raises(Refused) as refused:
        linked(people, again, tight)
    assert (refused.value.reason, refused.value.detail) == ("too-many-change", "this would change 36 people at once")


def test_a_till_that_a_change_does_not_name_in_a_link_is_not_somebody_who_is_gone() -> None:
    people = FakePeople()
    for number in (1, 2):
        linked(people, a_link(f"u_{number}", "a_1", event=f"m{number}", time=number))
    done = linking(people).carry_out(Change(frozenset({"a_1", "u_1", "p_1"}), (Edge("u_1", "p_1", "m3", 3, LOGIN),)))
    assert (done.people, done.absorbed) == ({"u_1"}, frozenset())
