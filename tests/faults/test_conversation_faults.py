"""A fault at every request of whoever files and whoever answers: nothing is lost, and nothing is there twice."""

import pytest

from tests.faults import talks
from tests.faults.striking import odd_ones, requests_of, transactions_of


def test_quietly_all_of_it_is_one_conversation():
    (head,), turns, told, _ = talks.ending(talks.moved_on())
    assert (head["state"], set(head["channels"])) == ("resolved", {"chat", "sms", "phone", "helpdesk"})
    assert [(text, kind) for text, _, kind, _ in turns] == [("", "call"), ("Hi", "said"), ("Where is my tent?", "said")]
    assert told == ["opened", "resolved"]


def test_a_fault_in_filing_changes_nothing():
    assert requests_of(talks.moved_on(), "file_turns") > 20
    assert odd_ones(talks.moved_on, talks.ending, "file_turns") == []


@pytest.mark.usefixtures("short")
def test_a_transaction_that_meets_another_one_is_made_again():
    quiet = talks.ending(talks.moved_on())
    plans = transactions_of(talks.moved_on, "file_turns")
    assert plans
    assert [plan.index for plan in plans if talks.ending(talks.moved_on(plan)) != quiet] == []


def test_quietly_the_answer_goes_out_once_and_the_end_is_told():
    (head,), turns, told, sent = talks.outcome(talks.answered())
    assert (head["state"], head["assignee"]) == ("open", "amy")
    assert [text for text, *_ in turns] == ["It has not come", "On its way", "Where is my tent?"]
    assert told == ["opened", "opened", "resolved", "turn"]
    assert len(sent) == 1


def test_a_fault_in_answering_changes_nothing():
    assert odd_ones(talks.answered, talks.outcome, "conversations") == []


def test_a_fault_in_folding_loses_no_order_to_file():
    assert odd_ones(talks.moved_on, talks.ending, "fold_events") == []
