"""What is counted of how easy it was: each question once, whatever comes again, and what the sums say."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise, permutations
from typing import Any

import pytest

from segue.conversations.contributions import contribution_of
from segue.conversations.conversations import Conversation
from segue.conversations.effort.sums import Sum, student, told
from segue.conversations.scoring import GROUPS, Addition, Place, asked, moved, scored
from segue.events import SURVEY, Event
from segue.times import DAY, MINUTE
from tests.builders import NOON

HEAD = Conversation("c_1", "u_kim", channel="email", topic="delivery", queue="orders", resolved_by="amy")
TODAY, TOMORROW = "2026-11-22", "2026-11-23"


def answer(score: Any, time: int = NOON + MINUTE, **said: Any) -> Any:
    """A customer's answer."""
    properties = {"survey": "ces", "score": score, **said}
    event = Event(
        type="track", event=SURVEY, message_id=f"m{time}", timestamp=time, received_at=time, properties=properties
    )
    found = contribution_of(event, "u_kim")
    assert found
    return found


def counted(*heads: Conversation) -> dict[Place, dict[str, int]]:
    """What is counted after a conversation has stood like this, one after the other."""
    sums: dict[Place, Counter[str]] = {}
    for before, after in pairwise(heads):
        for one in moved(before, after):
            sums.setdefault(one.place, Counter()).update(one.counts)
    return {place: left for place, some in sums.items() if (left := {name: one for name, one in some.items() if one})}


def by_agent(counts: dict[Place, dict[str, int]]) -> dict[tuple[str, str], dict[str, int]]:
    """By day and agent."""
    return {place[1:]: one for place, one in counts.items() if place.by == "agent"}


def test_a_question_and_its_answer_are_counted_under_everything_that_is_known() -> None:
    before = asked(HEAD, "q1", NOON)
    counts = counted(HEAD, before, scored(before, answer(6)))
    names = {"agent": "amy", "channel": "email", "topic": "delivery", "queue": "orders"}
    assert counts == {Place(by, TODAY, names[by]): {"asked": 1, "s6": 1} for by in GROUPS}


def test_what_comes_again_adds_nothing() -> None:
    before = asked(HEAD, "q1", NOON)
    after = scored(before, answer(6))
    assert asked(after, "q1", NOON) is after
    assert moved(after, scored(after, answer(6))) == ()


def test_a_corrected_score_moves() -> None:
    first = asked(HEAD, "q1", NOON)
    second = scored(first, answer(6))
    third = scored(second, answer(2, NOON + DAY))
    assert Addition(Place("agent", TODAY, "amy"), {"s6": -1, "s2": 1}) in moved(second, third)
    assert by_agent(counted(HEAD, first, second, third)) == {(TODAY, "amy"): {"asked": 1, "s2": 1}}


def test_an_older_answer_that_comes_late_changes_nothing() -> None:
    after = scored(asked(HEAD, "q1", NOON), answer(6, NOON + DAY))
    assert scored(after, answer(2, NOON + MINUTE)) is after


def test_it_counts_for_whoever_was_known_when_it_was_asked() -> None:
    first = asked(HEAD, "q1", NOON)
    second = replace(first, resolved_by="bob", topic="refund", channel="phone")
    third = scored(second, answer(5))
    assert {place.name for place in counted(HEAD, first, second, third)} == {"amy", "email", "delivery", "orders"}


def test_an_answer_that_is_there_before_the_word_of_its_question_is_that_questions() -> None:
    first = scored(HEAD, answer(4, NOON + DAY))
    second = asked(first, "q1", NOON)
    assert by_agent(counted(HEAD, first)) == {(TOMORROW, "amy"): {"s4": 1, "unasked": 1}}
    assert by_agent(counted(HEAD, first, second)) == {(TODAY, "amy"): {"asked": 1, "s4": 1}}


def test_a_second_question_is_one_more_and_leaves_the_first_as_it_was() -> None:
    first = asked(HEAD, "q1", NOON)
    second = scored(first, answer(6))
    third = asked(second, "q2", NOON + DAY)
    fourth = scored(third, answer(3, NOON + DAY + MINUTE))
    assert by_agent(counted(HEAD, first, second, third, fourth)) == {
        (TODAY, "amy"): {"asked": 1, "s6": 1},
        (TOMORROW, "amy"): {"asked": 1, "s3": 1},
    }
    assert asked(fourth, "q1", NOON) is fourth


def test_a_late_answer_to_an_earlier_question_is_not_that_of_the_newer_one() -> None:
    first = asked(HEAD, "q1", NOON)
    second = scored(first, answer(2, effort_question="q1"))
    third = asked(replace(second, resolved_by="bob"), "q2", NOON + DAY)
    fourth = scored(third, answer(7, NOON + DAY + MINUTE, effort_question="q1"))
    fifth = scored(fourth, answer(5, NOON + DAY + 2 * MINUTE, effort_question="q2"))
    wanted = {(TODAY, "amy"): {"asked": 1, "s2": 1}, (TOMORROW, "bob"): {"asked": 1}}
    assert by_agent(counted(HEAD, first, second, third, fourth)) == wanted
    assert (fourth.score, fourth.scored) == (7, NOON + DAY + MINUTE)
    wanted[TOMORROW, "bob"]["s5"] = 1
    assert by_agent(counted(HEAD, first, second, third, fourth, fifth)) == wanted


@pytest.mark.parametrize("odd", [{"a": 1}, ["q1"], 7])
def test_what_is_no_name_of_a_question_is_that_of_no_question_of_ours(odd) -> None:
    before = asked(HEAD, "q1", NOON)
    assert scored(before, answer(6, effort_question=odd)).effort == before.effort


def test_an_answer_that_names_its_question_may_come_before_the_word_of_it() -> None:
    first = scored(HEAD, answer(4, NOON + MINUTE, effort_question="q1"))
    second = asked(first, "q1", NOON)
    assert by_agent(counted(HEAD, first, second)) == {(TODAY, "amy"): {"asked": 1, "s4": 1}}


def test_a_question_after_an_answer_that_nobody_asked_for_leaves_that_answer() -> None:
    first = scored(HEAD, answer(7, NOON))
    second = asked(first, "q1", NOON + DAY)
    assert by_agent(counted(HEAD, first, second)) == {
        (TODAY, "amy"): {"s7": 1, "unasked": 1},
        (TOMORROW, "amy"): {"asked": 1},
    }


@pytest.mark.parametrize("given", [0, 8, "6", True, None])
def test_what_is_no_score_of_effort_is_not_counted(given) -> None:
    assert scored(HEAD, answer(given)) is HEAD
    assert scored(HEAD, answer(6, survey="csat")) is HEAD


def test_in_any_order_of_arrival_the_same_is_counted() -> None:
    acts = {
        "asked": lambda head: asked(head, "q1", NOON),
        "first": lambda head: scored(head, answer(6, NOON + MINUTE)),
        "second": lambda head: scored(head, answer(2, NOON + 2 * MINUTE)),
    }
    for order in permutations([*acts, *acts]):  # each of them twice
        heads = [HEAD]
        for name in order:
            heads.append(acts[name](heads[-1]))
        assert by_agent(counted(*heads)) == {(TODAY, "amy"): {"asked": 1, "s2": 1}}, order


def test_sums_are_those_of_the_names_and_of_the_days() -> None:
    counts = {
        Place("agent", TODAY, "amy"): {"asked": 4, "s7": 2, "s2": 1},
        Place("agent", TOMORROW, "amy"): {"asked": 1},
        Place("agent", TODAY, "bob"): {"unasked": 1, "s4": 1},
        Place("agent", TODAY, "cleo"): {"asked": 0, "s1": 0},
    }
    rows, whole, days = told("agent", (TODAY, "2026-11-24"), lambda _by, _days: counts)
    assert [(one.name, one.asked, one.answered) for one in rows] == [("amy", 5, 3), ("bob", 0, 1)]
    assert [(one.name, one.asked, one.answered) for one in days] == [
        (TODAY, 4, 4),
        (TOMORROW, 1, 0),
        ("2026-11-24", 0, 0),
    ]
    assert (whole.asked, whole.scores, whole.response) == (5, [0, 1, 0, 1, 0, 0, 2], 60.0)


def test_shares_are_of_the_answers_and_the_response_is_of_those_who_were_asked() -> None:
    amy = Sum("amy", {"asked": 8, "unasked": 1, "s1": 1, "s3": 1, "s4": 1, "s5": 1, "s7": 1})
    assert (amy.response, amy.easy, amy.hard, amy.mean) == (50.0, 40.0, 40.0, 4.0)
    nobody = Sum("bob", {})
    assert (nobody.response, nobody.easy, nobody.mean, nobody.interval, nobody.few) == (None, None, None, None, True)


def test_an_interval_is_students_and_few_answers_have_none() -> None:
    ten = Sum("amy", {"s4": 2, "s5": 3, "s6": 5})
    low, high = ten.interval or (0.0, 0.0)
    assert (round(low, 2), round(high, 2)) == (4.71, 5.89)  # 5.3 ± 2.2622 · 0.8233 / √10
    assert Sum("amy", {"s4": 2, "s5": 3, "s6": 4}).interval is None
    assert Sum("amy", {"s7": 30}).interval is None
    assert Sum("amy", {"s7": 30, "s1": 1}).interval == pytest.approx((6.4112, 7.0), abs=0.0001)


@pytest.mark.parametrize(("freedom", "point"), [(9, 2.2622), (15, 2.1314), (30, 2.0423), (120, 1.9799)])
def test_the_points_are_those_of_the_tables(freedom, point) -> None:
    assert student(freedom) == pytest.approx(point, abs=0.0005)
