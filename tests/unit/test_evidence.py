"""Why people are one, in words: what joined, what confirms, what was kept apart and why."""

import pytest

from segue.identity.edges import CLAIMED, TYPED
from segue.identity.evidence import called, evidence, why_apart
from segue.identity.rules import Limit, Rules, rules_of
from segue.times import DAY, HOUR
from tests.fake_people import FakePeople, a_decision, a_link, linked, linking


def told(people, person):
    """(ends, how, joined, known, reason) of each link."""
    rows = evidence(people.sets([person])[person], Rules())
    return [(f"{one.left} {one.right}", one.how, one.joined, one.known, one.reason) for one in rows]


def test_a_link_that_joins_is_told_from_one_that_confirms():
    people = FakePeople("u_1")
    linked(people, a_link("u_1", "e_1", "a_1", event="m1", time=1))
    linked(people, a_link("e_1", "a_1", event="m2", time=2, attestation=TYPED))
    assert told(people, "u_1") == [
        ("u_1 a_1", "login", True, False, ""),
        ("u_1 e_1", "login", True, False, ""),
        ("e_1 a_1", "typed", False, False, ""),
    ]


def test_what_was_left_out_is_told_with_its_reason_on_both_sides():
    people = FakePeople("u_1", "u_2")
    linked(people, a_link("u_1", "e_1", event="m1"))
    linked(people, a_link("u_2", "e_1", event="m2", time=2))
    assert told(people, "u_2") == [("u_2 e_1", "login", False, False, "limit user_id")]
    assert told(people, "u_1")[-1] == ("u_2 e_1", "login", False, False, "limit user_id")


def test_a_merge_of_the_staff_is_told_as_theirs_until_it_is_taken_back():
    people = FakePeople("u_1", "u_2")
    linking(people).carry_out(a_decision("merge", "u_1", "u_2").change)
    assert told(people, "u_1") == [("u_1 u_2", "staff", True, True, "")]
    linking(people).carry_out(a_decision("undo", "u_1", "u_2").change)
    assert told(people, "u_1") == []


def test_two_known_people_are_not_one_by_hearsay():
    people = FakePeople("u_1", "c_1")
    linked(people, a_link("u_1", "e_1", event="m1"))
    linked(people, a_link("c_1", "e_1", event="m2", time=2, attestation=CLAIMED))
    assert told(people, "c_1") == [("c_1 e_1", "claimed", False, False, "unattested")]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("limit user_id", "another user id is known: one person has one"),
        ("limit email", "more than 5 e-mail addresses within a year: more than one person has"),
        ("limit anonymous_id", "more than 5 browsers within 7 days: more than one person has"),
        ("known-different", "known to be somebody else: it was taken apart by staff"),
        ("shared", "shared by several people, so it stands for none of them"),
        ("some-new-reason", "some new reason"),
    ],
)
def test_a_reason_is_told_in_words(reason, words):
    assert why_apart(reason, Rules()) == words


@pytest.mark.parametrize(("span", "words"), [(DAY, "a day"), (HOUR, "an hour"), (3 * HOUR, "3 hours")])
def test_a_limit_of_the_playbook_is_told_as_it_stands_there(span, words):
    rules = Rules(limits={"badge": Limit(2, span)})
    assert why_apart("limit badge", rules) == f"more than 2 badges within {words}: more than one person has"
    assert why_apart("limit customer_id", rules_of({"limits": {"customer_id": "1 ever"}})).startswith(
        "another customer"
    )


def test_a_type_of_the_shop_s_own_goes_by_its_own_name():
    assert called("x_1", {"x_1": "club_card"}) == "club card"
    assert called("p_1") == "phone number"
