"""Which requests are struck: each kind by each fault in the short form, all of them in the long one."""

import pytest

from tests.faults import striking
from tests.faults.cloud.nemesis import Fault, Plan
from tests.faults.cloud.world import World
from tests.faults.striking import FAULTS, chosen, odd_ones

READ, WRITE, SEND = ((("dynamodb:GetItem", "a"),), (("dynamodb:PutItem", "a"),), (("ses:SendEmail", "b"),))
STORY = (READ, WRITE, READ, READ, SEND, READ)


def test_each_fault_strikes_each_kind_of_request_and_not_always_the_same(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", False)
    taken = [chosen(STORY, fault) for fault in FAULTS]
    assert [{STORY[place] for place in places} for places in taken] == [{READ, WRITE, SEND}] * len(FAULTS)
    assert {place for places in taken for place in places if STORY[place] == READ} == {0, 2, 3, 5}


def test_the_long_form_leaves_none_out(monkeypatch) -> None:
    monkeypatch.setattr(striking, "LONG", True)
    assert [chosen(STORY, fault) for fault in FAULTS] == [[*range(len(STORY))]] * len(FAULTS)


def test_a_function_that_asks_for_nothing_is_told() -> None:
    def nothing_happens(_: Plan) -> World:
        return World()

    with pytest.raises(AssertionError, match="collect asks for nothing"):
        odd_ones(nothing_happens, lambda _: None, ("collect", Fault.LOST))
