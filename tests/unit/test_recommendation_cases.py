"""The benchmark of recommendations asks only about what may not be learnt from."""

import pytest

from bench.histories import Question, last_visit, leave_one_out, next_items
from bench.made_up_shop import Shop
from bench.recommendations import ours, scored
from bench.rivals import cosine, ease, popularity, weighed
from segue.recommending.interactions import Interaction
from segue.times import DAY
from tests.builders import NOON


def did(person, *products, day=0):
    return [Interaction(person, one, "bought", NOON + day * DAY) for one in products]


TWO_VISITS = did("a", "tent", "pegs") + did("a", "mug", "tent", "tea", day=1) + did("b", "tent")


def test_one_is_left_out():
    case = leave_one_out(TWO_VISITS)
    assert [one.answers for one in case.questions] == [frozenset({"tea"})]
    assert [one.product for one in case.learnt] == ["tent", "pegs", "mug", "tent", "tent"]
    assert case.questions[0].history == tuple(case.learnt[:4])


def test_a_last_visit_is_left_out_whole_and_what_was_new_is_asked_for():
    case = last_visit(TWO_VISITS)
    assert [one.answers for one in case.questions] == [frozenset({"mug", "tea"})]
    assert [(one.person, one.product) for one in case.learnt] == [("a", "tent"), ("a", "pegs"), ("b", "tent")]


def test_later_sessions_are_asked_about_and_not_learnt_from():
    sessions = [one for day in range(10) for one in did(f"s{day}", "tent", "pegs", "tent", "mug", day=day)]
    case = next_items(sessions)
    assert {one.person for one in case.learnt} == {f"s{day}" for day in range(8)}
    assert [[*one.answers] for one in case.questions] == [["pegs"], ["mug"]] * 2


def test_a_hit_counts_once_and_its_place_counts():
    questions = [Question((), frozenset({"a"})), Question((), frozenset({"b", "c"})), Question((), frozenset({"z"}))]
    assert scored(questions, [["a"], ["x", "b", "c"], ["a"]]) == (0.6667, 0.5645)


@pytest.fixture(scope="module")
def case():
    """A made-up shop that is quickly learnt."""
    return leave_one_out(list(Shop(people=150, products=120).interactions()))


def test_nobody_answers_with_what_the_person_had(case):
    answers = [popularity(case, 10), weighed(case, cosine, 10), weighed(case, ease(10), 10), ours(case, {})]
    for found in answers:
        assert not [
            one
            for question, line in zip(case.questions, found, strict=True)
            for one in question.history
            if one.product in line
        ]


def test_what_is_learnt_of_people_is_better_than_what_is_popular(case):
    assert scored(case.questions, ours(case, {}))[0] > scored(case.questions, popularity(case, 10))[0]
