"""Two officers who send a code at the same moment send one; a crash between writing it down and sending loses none."""

from dataclasses import dataclass, replace

import pytest

from segue.privacy_cases.handling import Act
from segue.times import MINUTE
from segue.wiring.privacy_cases import cases, handling
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.wire import Request
from tests.handlers.case_shop import CASES, pia, world
from tests.handlers.test_cases_api import code_in, did, opened

__all__ = ["pia", "world"]


@dataclass
class Meanwhile:
    """The cases; somebody else is faster once, between the first look at one and its saving."""

    act: Act | None

    def find(self, case):
        return cases().find(case)

    def save(self, case):
        act, self.act = self.act, None
        if act:
            handling().send_code(case.id, act)
        return cases().save(case)


def test_of_two_who_send_a_code_at_once_one_does_and_both_are_told_of_it(world, pia) -> None:
    case = opened(pia, "access")
    with world.aside():
        raced = replace(handling(), cases=Meanwhile(Act("pia", "two", world.clock)))
        told = raced.send_code(case["id"], Act("tim", "one", world.clock))
    assert [(one.what, one.by) for one in told.history] == [("opened", "privacy-1"), ("code-sent", "pia")]
    world.pass_time(MINUTE)
    assert len(world.region.mailbox.mails) == 1
    assert did(pia, case, "verification", {"code": code_in(world)})["state"] == "verified"


def undelivered(request: Request) -> Fault | None:
    """The process dies before the message is written down."""
    is_message = request.params.get("Item", {}).get("template", {}).get("S") == "privacy-code"
    return Fault.CRASH_BEFORE if is_message else None


def test_whoever_asks_again_after_a_crash_has_the_code_sent(world, pia) -> None:
    case = opened(pia, "access")
    world.region.gate.plan = undelivered
    with pytest.raises(Crash):
        pia.post(f"{CASES}/{case['id']}/verification", {}, "k1")
    world.region.gate.plan = nothing
    world.pass_time(10 * MINUTE)
    assert world.region.mailbox.mails == []
    did(pia, case, "verification", key="k1")
    world.pass_time(MINUTE)
    assert len(world.region.mailbox.mails) == 1
    assert did(pia, case, "verification", {"code": code_in(world)})["state"] == "verified"
