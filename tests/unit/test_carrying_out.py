"""Carrying out a change of people: what is answered, what is written at once, and when it is given up."""

from dataclasses import replace

import pytest

from segue.errors import Conflict, Refused, Unavailable
from segue.identity.edges import CLAIMED, ORDER
from segue.identity.gathering import MOST_PEOPLE
from segue.identity.linking import MOST_ROUNDS, Linked
from segue.identity.persons import PersonSet
from segue.identity.rules import Limit, Rules
from segue.identity.suggestions import Suggestion
from tests.fake_people import FakePeople, a_link, linked, linking


def test_two_changes_one_after_the_other_are_one_answer() -> None:
    doubt = Suggestion("u_1", "u_2", 0, ("why",), "growth", 1)
    first = Linked(frozenset({"u_1", "e_1"}), frozenset({"a_1", "p_1"}), (doubt,))
    later = Linked(frozenset({"u_2", "a_1"}), frozenset({"e_1"}), (replace(doubt, time=2),))
    both = Linked(frozenset({"u_1", "u_2", "a_1"}), frozenset({"e_1", "p_1"}), (doubt, replace(doubt, time=2)))
    assert first.then(later) == both


def test_a_race_that_is_lost_ten_times_is_left_to_the_queue() -> None:
    people = FakePeople("a_1")
    people.conflicts = MOST_ROUNDS - 1
    linked(people, a_link("u_1", "a_1"))
    people.conflicts = MOST_ROUNDS
    with pytest.raises(Unavailable) as contended:
        linked(people, a_link("u_1", "e_1", event="m2"))
    assert (contended.value.reason, contended.value.detail) == (
        "contended",
        "the identities of this event keep changing",
    )


def test_what_a_change_would_make_of_people_is_told_without_writing() -> None:
    people = FakePeople("a_1")
    found = linking(people).regrouped(a_link("u_1", "a_1").change())
    assert ([one.id for one in found.changed], people.writes) == (["u_1"], 0)


FREE, TIGHT = Rules(limits={}, growth=Limit(999)), Rules(limits={"email": Limit(1)})
LATER = a_link("u_1", "p_1", event="m99").change()


def a_user_of_addresses(most: int) -> FakePeople:
    people = FakePeople()
    for number in range(most):
        linked(people, a_link("u_1", f"e_{number}", event=f"m{number}", time=number), FREE)
    return people


def test_a_change_of_more_people_than_fit_into_a_transaction_is_refused() -> None:
    people = a_user_of_addresses(MOST_PEOPLE + 1)
    for act in (linking(people, TIGHT).must_fit, linking(people, TIGHT).carry_out):
        with pytest.raises(Refused) as refused:
            act(LATER)
        assert refused.value.reason == "too-many-change"
        assert refused.value.detail == f"this would change {MOST_PEOPLE + 1} people at once"
    linking(people, FREE).must_fit(LATER)
    linking(a_user_of_addresses(MOST_PEOPLE), TIGHT).must_fit(LATER)


@pytest.mark.parametrize(
    ("rules", "reason", "words"),
    [
        (Rules(limits={}), "unattested", "one event named both, and nobody vouched for it"),
        (
            Rules(limits={}, growth=Limit(1), attested=CLAIMED),
            "growth",
            "one event named both, and the person has grown too fast to go on unseen",
        ),
    ],
)
def test_what_is_left_to_a_review_is_told_with_its_reason(rules: Rules, reason: str, words: str) -> None:
    people = FakePeople("c_1", "l_1")
    done = linked(people, a_link("l_1", "c_1", event="m4", time=7, attestation=CLAIMED), rules)
    assert done.doubts == (Suggestion("c_1", "l_1", 0, (words,), reason, 7),)
    assert done.people == {"c_1", "l_1"}
    people = FakePeople("u_1", "u_2")
    assert linked(people, a_link("u_1", "u_2", attestation=ORDER)).doubts == ()


def test_an_identity_that_leads_elsewhere_is_led_to_its_person() -> None:
    people = FakePeople("a_1", "e_1")
    linked(people, a_link("u_1", "a_1", "e_1"))
    assert {row.person for row in people.rows.values()} == {"u_1"}
    assert people.rows.keys() == {"u_1", "a_1", "e_1"}


def test_a_set_that_a_crash_left_loose_is_led_home_first() -> None:
    people = FakePeople("u_1", "e_1")
    linked(people, a_link("u_1", "e_1"))
    people.rows["e_1"] = replace(people.rows["e_1"], person="gone")
    people.people["u_1"] = replace(people.people["u_1"], loose=frozenset({"u_1"}))
    people.people["gone"] = PersonSet("gone", frozenset({"gone"}))
    linked(people, a_link("u_1", "p_1", event="m2", time=2))
    assert people.rows["e_1"].person == "u_1"
    assert people.people["u_1"].loose == frozenset()


def test_a_link_that_comes_while_its_people_part_is_a_lost_race() -> None:
    people = FakePeople("u_1", "e_1")
    linked(people, a_link("u_1", "e_1"))
    people.people["u_1"] = replace(people.people["u_1"], keys=frozenset({"u_1"}))
    with pytest.raises(Conflict):
        linking(people).regrouped(a_link("e_1", "p_1", event="m2").change())
