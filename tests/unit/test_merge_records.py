"""Decisions about who is one person, on record: as events, as rows, as lines of the audit trail, and back."""

import pytest

from segue.audit import Entry
from segue.events import DECISIONS, Event
from segue.identity.edges import STAFF, Edge
from segue.identity.merging import (
    Decision,
    Kind,
    Merge,
    decision_of,
    entry_of,
    event_of,
    merge_by,
    merge_of,
    row_of,
)
from segue.identity.persons import Change
from tests.builders import NOON, an_event

SAID = {"merge": "m_1", "keep": "u_2", "absorb": "e_1", "actor": "kim", "reason": "the same card"}
PAIR = frozenset({("u_2", "e_1")})


def a_decision(kind: Kind, merge: str = "m_1") -> Decision:
    return Decision(kind, "d_1", merge, "u_2", "e_1", "kim", "the same card", NOON)


@pytest.mark.parametrize(("kind", "called"), [("merge", "Profile Merged"), ("undo", "Profile Unmerged")])
def test_a_decision_is_an_event_of_the_staff_and_can_be_read_back(kind: Kind, called: str) -> None:
    event = event_of(a_decision(kind))
    assert event == Event(
        type="track",
        event=called,
        message_id="d_1",
        timestamp=NOON,
        received_at=NOON,
        original_timestamp=NOON,
        source="staff",
        channel="staff",
        properties=SAID,
    )
    assert decision_of(event) == a_decision(kind)


def test_a_suggestion_that_was_dismissed_is_told_from_a_merge_that_was_taken_back() -> None:
    for merge in ("s_1", "s_"):
        assert decision_of(event_of(a_decision("dismiss", merge))) == a_decision("dismiss", merge)
    assert decision_of(event_of(a_decision("undo", "ms_1"))) == a_decision("undo", "ms_1")
    assert decision_of(event_of(a_decision("merge", "s_1"))) == a_decision("merge", "s_1")


@pytest.mark.parametrize("event", [an_event("Profile Viewed", source="staff"), an_event(DECISIONS[0], source="web")])
def test_nobody_else_s_event_is_a_decision(event: Event) -> None:
    assert decision_of(event) is None


def test_what_a_decision_changes_about_people() -> None:
    both = frozenset({"u_2", "e_1"})
    assert a_decision("merge").change == Change(both, (Edge("u_2", "e_1", "m_1", NOON, STAFF),))
    assert a_decision("undo").change == Change(both, different=PAIR, undone=frozenset({"m_1"}))
    assert a_decision("dismiss").change == Change(both, different=PAIR)


def test_a_merge_on_record_keeps_only_what_there_is_to_keep() -> None:
    made = Merge("m_1", "u_2", "e_1", NOON, "kim", "why")
    row = {"pk": "merge#m_1", "sk": "merge", "kind": "merge", "keep": "u_2", "absorb": "e_1", "time": NOON}
    assert row_of(made) == {**row, "actor": "kim", "reason": "why", "state": "merged"}
    undone = Merge("m#1", "u_2", "e_1", 0, state="undone", undone_by="lee", undone_at=NOON, undone_why="a twin")
    assert [merge_of(row_of(one)) for one in (made, undone)] == [made, undone]


def test_a_merge_on_record_is_two_decisions() -> None:
    made = Merge("m_1", "u_2", "e_1", NOON, "kim", "why", "undone", "lee", NOON + 1, "a twin")
    assert made.decision == Decision("merge", "m_1", "m_1", "u_2", "e_1", "kim", "why", NOON)
    assert made.undo == Decision("undo", "undo-m_1", "m_1", "u_2", "e_1", "lee", "a twin", NOON + 1)
    assert Merge("m_1", "u_2", "e_1", NOON).undo.time == NOON


def test_the_merge_that_a_decision_makes_or_takes_back() -> None:
    assert merge_by(a_decision("merge")) == Merge("m_1", "u_2", "e_1", NOON, "kim", "the same card")
    assert merge_by(a_decision("undo")) == Merge("m_1", "u_2", "e_1", NOON, "rules")


def test_a_decision_is_a_line_of_the_audit_trail() -> None:
    line = Entry("d_1", NOON, "kim", "undo", ("u_2", "e_1"), "the same card", {"merge": "m_1"})
    assert entry_of(a_decision("undo")) == line
