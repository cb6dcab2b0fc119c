"""Links: who becomes one person, whatever the order, and what the rules keep apart."""

from itertools import permutations

import pytest

from segue.identity.edges import CLAIMED, ORDER, TYPED
from segue.identity.naming import Link
from segue.identity.rules import Limit, Rules
from segue.times import DAY
from tests.fake_people import FakePeople, a_link, linked


def test_an_event_that_names_two_makes_them_one_person_under_the_stronger_id() -> None:
    people = FakePeople("a_1")
    done = linked(people, a_link("u_1", "a_1"))
    assert (done.people, done.absorbed) == ({"u_1"}, {"a_1"})
    assert people.people["u_1"].keys == {"u_1", "a_1"}
    assert people.people["u_1"].former == {"a_1"}


def test_an_identifier_never_seen_before_was_nobody() -> None:
    people = FakePeople("u_1")
    linked(people, a_link("u_1", "e_1"))
    assert people.people["u_1"].former == frozenset()


def test_linking_again_writes_nothing() -> None:
    people = FakePeople("a_1")
    linked(people, a_link("u_1", "a_1"))
    assert linked(people, a_link("u_1", "a_1")).people == {"u_1"}
    assert people.writes == 1


def test_the_same_links_in_any_order_end_in_the_same_person() -> None:
    links = [a_link("u_1", "a_1"), a_link("e_2", "e_1"), a_link("u_1", "e_1"), a_link("e_2", "a_2")]
    ends = []
    for order in permutations(links):
        people = FakePeople("a_1", "a_2")
        for link in order:
            linked(people, link)
        ends.append(people.groups())
    assert all(one == {"u_1": frozenset({"u_1", "e_2", "a_1", "a_2", "e_1"})} for one in ends)


def test_a_lost_race_is_read_again_and_carried_out() -> None:
    people = FakePeople("a_1")
    people.conflicts = 3
    assert linked(people, a_link("u_1", "a_1")).people == {"u_1"}


def test_two_user_ids_are_two_people_though_they_name_one_address() -> None:
    people = FakePeople()
    linked(people, a_link("u_1", "e_1", event="m1", time=1))
    linked(people, a_link("u_2", "e_1", "p_2", event="m2", time=2))
    assert people.groups() == {"u_1": {"u_1", "e_1"}, "u_2": {"u_2", "p_2"}}
    assert people.people["u_2"].out == {"u_2.e_1": "limit user_id"}


def test_of_one_event_the_identifier_of_the_lowest_priority_is_left_out_and_the_rest_goes_on() -> None:
    people = FakePeople()
    rules = Rules(limits={"email": Limit(2)})
    linked(people, a_link("u_1", "e_1", "e_2", event="m1"), rules)
    linked(people, a_link("u_1", "e_3", "p_1", event="m2", time=2), rules)
    assert people.groups()["u_1"] == {"u_1", "e_1", "e_2", "p_1"}


def test_a_limit_counts_within_its_window() -> None:
    people = FakePeople()
    for number in range(12):
        linked(people, a_link("u_1", f"a_{number}", event=f"m{number}", time=number * 2 * DAY))
    assert len(people.groups()["u_1"]) == 13
    linked(people, a_link("u_1", "a_x", "a_y", "a_z", event="late", time=4 * DAY))
    assert len(people.groups()["u_1"]) < 16


def test_a_device_of_two_users_belongs_to_nobody() -> None:
    people = FakePeople("a_1")
    linked(people, a_link("u_1", "a_1", event="m1"))
    done = linked(people, a_link("u_2", "a_1", event="m2", time=2))
    assert people.groups() == {"u_1": {"u_1"}, "u_2": {"u_2"}, "a_1": {"a_1"}}
    assert people.people["a_1"].nobody
    assert done.people == {"u_1", "u_2"}
    assert "a_1" in done.absorbed


def test_the_event_that_made_a_device_shared_tells_all_whom_it_touched_again() -> None:
    people = FakePeople("a_1")
    linked(people, a_link("u_1", "a_1", event="m1"))
    first = linked(people, a_link("u_2", "a_1", event="m2", time=2))
    assert linked(people, a_link("u_2", "a_1", event="m2", time=2)) == first


def test_a_till_of_thousands_keeps_a_few_of_them_and_reads_no_more() -> None:
    people = FakePeople()
    for number in range(300):
        linked(people, a_link(f"u_{number}", "d_till", event=f"m{number}", time=number))
    assert len(people.people["d_till"].edges) == 2
    before = people.people["d_till"].version
    assert linked(people, a_link("u_new", "d_till", event="m", time=999)).people == {"u_new"}
    assert people.people["d_till"].version == before
    assert people.people["u_new"].out == {"u_new.d_till": "shared"}


def test_a_till_that_tells_of_orders_alone_is_nobody_too() -> None:
    people = FakePeople()
    for number in range(60):
        linked(people, a_link(f"o_{number:02}", "d_till", event=f"m{number:02}", time=number))
    assert people.people["d_till"].nobody
    assert people.groups()["d_till"] == {"d_till"}
    assert len(people.groups()) == 21, "the others have no row: each is an order and no more"


def test_an_address_shared_by_many_makes_no_person() -> None:
    people = FakePeople()
    for number in range(8):
        linked(people, a_link(f"u_{number}", "e_office", event=f"m{number}", time=number))
    assert people.groups()["e_office"] == {"e_office"}
    assert all(people.groups()[f"u_{number}"] == {f"u_{number}"} for number in range(8))


def test_what_is_merely_typed_joins_a_visitor_but_not_two_known_people() -> None:
    people = FakePeople()
    linked(people, a_link("c_1", "e_1", event="m1", attestation=ORDER))
    linked(people, a_link("l_2", "p_2", event="m2", attestation=ORDER))
    linked(people, a_link("e_1", "a_1", event="m3", attestation=TYPED))
    done = linked(people, a_link("e_1", "p_2", event="m4", attestation=CLAIMED))
    assert people.groups() == {"c_1": {"c_1", "e_1", "a_1"}, "p_2": {"l_2", "p_2"}}
    assert [(one.left, one.right, one.reason) for one in done.doubts] == [("c_1", "p_2", "unattested")]


def test_a_better_attested_link_takes_an_identifier_away_from_a_doubtful_one() -> None:
    people = FakePeople()
    linked(people, a_link("u_1", "e_1", event="m1", time=1, attestation=CLAIMED))
    linked(people, a_link("u_2", "e_1", event="m2", time=2))
    assert people.groups() == {"u_1": {"u_1"}, "u_2": {"u_2", "e_1"}}


def test_growth_beyond_reason_waits_for_a_review() -> None:
    people = FakePeople()
    rules = Rules(growth=Limit(5, DAY), limits={})
    results = [linked(people, a_link("u_1", f"e_{n}", event=f"m{n}", time=n), rules) for n in range(8)]
    assert len(people.groups()["u_1"]) == 5
    assert {one.reason for done in results for one in done.doubts} == {"growth"}


def test_an_identifier_that_names_nobody_is_marked_so() -> None:
    people = FakePeople()
    linked(people, Link(("e_till",), "m1", 1, ORDER, nobody=True))
    assert people.people["e_till"].shared


def test_an_alias_counts_a_user_id_only_where_it_is_known() -> None:
    people = FakePeople("a_1")
    link = Link(("u_1", "a_1", "u_9"), "m1", 1, 3, doubtful=frozenset({"u_9"}))
    linked(people, link)
    assert people.groups() == {"u_1": {"u_1", "a_1"}}


@pytest.mark.parametrize("step", [1, -1], ids=["as they came", "backwards"])
def test_a_user_of_more_browsers_than_a_transaction_holds_is_linked_all_the_same(step) -> None:
    people = FakePeople()
    for number in range(120)[::step]:
        linked(people, a_link("u_1", f"a_{number:03}", event=f"m{number:03}", time=number))
    assert people.groups()["u_1"] == {"u_1", *(f"a_{one:03}" for one in range(5))}
