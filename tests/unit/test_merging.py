"""Merges of the staff and their undos: exact, whatever came in between."""

from segue.identity.rules import Rules
from tests.fake_people import FakePeople, a_decision, a_link, linked, linking


def test_staff_may_merge_what_the_rules_keep_apart_and_the_kept_id_stays() -> None:
    people = FakePeople("u_1", "u_2")
    linked(people, a_link("u_1", "e_1"))
    done = linking(people).carry_out(a_decision("merge", "u_2", "u_1").change)
    assert people.groups() == {"u_2": {"u_1", "e_1", "u_2"}}
    assert done.absorbed == {"u_1"}
    linked(people, a_link("u_2", "e_2", event="m3", time=9))
    assert people.groups() == {"u_2": {"u_1", "e_1", "u_2", "e_2"}}


def test_an_undo_gives_each_what_it_would_have_had() -> None:
    people = FakePeople("u_1", "u_2")
    linked(people, a_link("u_1", "e_1"))
    linking(people).carry_out(a_decision("merge", "u_1", "u_2").change)
    linked(people, a_link("u_2", "p_2", event="m5", time=9))
    linked(people, a_link("e_1", "a_1", event="m6", time=10))
    linking(people).carry_out(a_decision("undo", "u_1", "u_2").change)
    assert people.groups() == {"u_1": {"u_1", "e_1", "a_1"}, "u_2": {"u_2", "p_2"}}
    assert people.people["u_2"].past == {"u_1"}


def test_after_an_undo_the_next_event_does_not_merge_them_again_and_staff_can() -> None:
    people = FakePeople("e_1", "p_2")
    linking(people).carry_out(a_decision("merge", "e_1", "p_2").change)
    linking(people).carry_out(a_decision("undo", "e_1", "p_2").change)
    linked(people, a_link("e_1", "p_2", event="m9", time=9))
    assert people.groups() == {"e_1": {"e_1"}, "p_2": {"p_2"}}
    assert people.people["e_1"].out == {"e_1.p_2": "known-different"}
    linking(people).carry_out(a_decision("merge", "p_2", "e_1", merge="m_2").change)
    assert people.groups() == {"p_2": {"e_1", "p_2"}}


def test_a_merge_that_comes_again_after_its_undo_does_nothing() -> None:
    people = FakePeople("e_1", "p_2")
    merge, undo = a_decision("merge", "e_1", "p_2"), a_decision("undo", "e_1", "p_2")
    for one in (merge, undo, merge):
        linking(people).carry_out(one.change)
    assert people.groups() == {"e_1": {"e_1"}, "p_2": {"p_2"}}


def test_an_undo_that_overtakes_its_merge_wins() -> None:
    people = FakePeople("e_1", "p_2")
    linking(people).carry_out(a_decision("undo", "e_1", "p_2").change)
    linking(people).carry_out(a_decision("merge", "e_1", "p_2").change)
    assert people.groups() == {"e_1": {"e_1"}, "p_2": {"p_2"}}


def test_merging_somebody_with_oneself_is_harmless() -> None:
    people = FakePeople("e_1")
    linking(people).carry_out(a_decision("merge", "e_1", "e_1").change)
    assert people.writes == 0


def test_an_undo_of_hundreds_leads_every_identifier_home() -> None:
    people = FakePeople("u_1", "u_2")
    rules = Rules(limits={})
    linking(people, rules).carry_out(a_decision("merge", "u_1", "u_2").change)
    for number in range(150):
        linked(people, a_link("u_2", f"a_{number}", event=f"m{number}", time=number), rules)
    linking(people, rules).carry_out(a_decision("undo", "u_1", "u_2").change)
    assert people.groups()["u_1"] == {"u_1"}
    assert len(people.groups()["u_2"]) == 151
    assert not any(one.loose for one in people.people.values())
