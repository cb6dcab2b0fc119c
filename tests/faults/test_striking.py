"""Which requests are struck: each kind in the short form, what changes something by each fault, what only reads by a
crash and a lost answer; all of them by each fault in the long one."""

import pytest

from tests.faults import striking
from tests.faults.cloud.nemesis import Fault, Plan
from tests.faults.cloud.world import World
from tests.faults.striking import FAULTS, chosen, odd_ones

READ, WRITE, SEND = ((("dynamodb:GetItem", ("a",)),), (("dynamodb:PutItem", ("a",)),), (("ses:SendEmail", ("b",)),))
BOTH = (("s3:GetObject", ("c",)), ("s3:PutObject", ("c",)))
STORY = (READ, WRITE, READ, READ, SEND, READ, BOTH)


def test_each_fault_strikes_each_kind_that_changes_something(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", False)
    taken = [{STORY[place] for place in chosen(STORY, fault)} for fault in FAULTS]
    assert [kinds - {READ} for kinds in taken] == [{WRITE, SEND, BOTH}] * len(FAULTS)


def test_what_only_reads_meets_a_crash_and_a_lost_answer_each_elsewhere(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", False)
    taken = {fault: [place for place in chosen(STORY, fault) if STORY[place] == READ] for fault in FAULTS}
    assert {fault: places for fault, places in taken.items() if places} == {Fault.CRASH_AFTER: [2], Fault.LOST: [3]}


def test_who_only_reads_is_struck_by_each_fault(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", False)
    assert [chosen((READ,), fault) for fault in FAULTS] == [[0]] * len(FAULTS)


def test_the_long_form_leaves_none_out(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", True)
    assert [chosen(STORY, fault) for fault in FAULTS] == [[*range(len(STORY))]] * len(FAULTS)


def test_a_function_that_asks_for_nothing_is_told() -> None:
    def nothing_happens(_: Plan) -> World:
        return World()

    with pytest.raises(AssertionError, match="collect asks for nothing"):
        odd_ones(nothing_happens, lambda _: None, ("collect", Fault.LOST))
