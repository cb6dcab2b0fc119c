"""Which requests are struck: in the short form each kind that changes something by a crash after it and a lost answer,
what reads by a lost answer, each service once by a refusal, and the first by a crash before it; all of them by each
fault in the long one."""

import pytest

from tests.faults import striking
from tests.faults.cloud.nemesis import Fault, Plan
from tests.faults.cloud.world import World
from tests.faults.striking import FAULTS, chosen, odd_ones

READ, WRITE, SEND = ((("dynamodb:GetItem", ("a",)),), (("dynamodb:PutItem", ("a",)),), (("ses:SendEmail", ("b",)),))
BOTH = (("s3:GetObject", ("c",)), ("s3:PutObject", ("c",)))
OTHER = (("dynamodb:PutItem", ("d",)),)
STORY = (READ, WRITE, WRITE, READ, OTHER, SEND, READ, BOTH)


def struck(fault: Fault, monkeypatch) -> list[int]:
    monkeypatch.setattr(striking, "LONG", False)
    return chosen(STORY, fault)


def test_each_kind_that_changes_something_is_struck_by_a_crash_and_a_lost_answer_each_elsewhere(monkeypatch) -> None:
    crashed, lost = (struck(fault, monkeypatch) for fault in (Fault.CRASH_AFTER, Fault.LOST))
    assert {STORY[place] for place in crashed} == {WRITE, OTHER, SEND, BOTH}
    assert {STORY[place] for place in lost} == {WRITE, OTHER, SEND, BOTH, READ}
    assert (crashed[0], lost[0]) == (1, 2)


def test_what_is_said_by_others_is_struck_once(monkeypatch) -> None:
    assert struck(Fault.CRASH_BEFORE, monkeypatch) == [0]
    services = [STORY[place][0][0].partition(":")[0] for place in struck(Fault.THROTTLE, monkeypatch)]
    assert sorted(services) == ["dynamodb", "s3", "ses"]


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
        odd_ones(nothing_happens, lambda _: None, "collect")
