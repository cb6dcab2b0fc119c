"""An erasure that is over before its case was saved: the case says what it began, whoever was faster."""

from dataclasses import replace

import pytest

from segue.privacy_cases.handling import Act, Wanted
from segue.times import HOUR
from segue.wiring.privacy_cases import effect_of, handling
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.wire import Request
from tests.faults.providers import shop_told
from tests.handlers.case_shop import CASES, KIM, pia, world
from tests.handlers.erased import places
from tests.handlers.test_cases_api import did, opened
from tests.handlers.test_shop_cases import REDACT, the_cases

__all__ = ["pia", "world"]


def unsaved(request: Request) -> Fault | None:
    """The process dies wherever a case is to be saved as begun."""
    row = request.params.get("Item", {})
    working = row.get("state", {}).get("S") == "working" and row["pk"]["S"].startswith("case#")
    return Fault.CRASH_BEFORE if working and request.operation == "PutItem" else None


def verified(pia):
    case = opened(pia, "erasure")
    return did(pia, case, "verification", {"otherwise": "showed an identity card"})


def has_begun(pia, case) -> None:
    after = pia.get(f"{CASES}/{case['id']}")[1]
    assert (after["state"], after["person"], len(after["requests"])) == ("working", "", 1)
    assert [one["what"] for one in after["history"]][-1] == "begun"
    assert pia.get(f"/v1/privacy/requests/{after['requests'][0]}")[1]["state"] == "done"
    assert did(pia, case, "answer", {"reason": "by letter"})["state"] == "answered"


@pytest.mark.parametrize("key", ["k1", "another"])
def test_whoever_asks_again_after_a_crash_is_told_what_was_begun(world, pia, key) -> None:
    case = verified(pia)
    world.region.gate.plan = unsaved
    with pytest.raises(Crash):
        pia.post(f"{CASES}/{case['id']}/work", {}, "k1")
    world.region.gate.plan = nothing
    world.pass_time(HOUR)
    assert places(world, KIM) == []
    assert pia.get(f"{CASES}/{case['id']}")[1]["state"] == "verified"
    did(pia, case, "work", key=key)
    has_begun(pia, case)


def test_what_a_shop_has_erased_is_begun_however_late_that_is_saved(world, pia) -> None:
    shop_told(world, "customers/redact", REDACT, "w2")
    (case,) = the_cases(pia)
    world.region.gate.plan = unsaved
    world.pass_time(HOUR // 6)
    world.region.gate.plan = nothing
    world.pass_time(HOUR)
    has_begun(pia, case)


def test_an_erasure_that_is_faster_than_its_case_stands_in_it(world, pia) -> None:
    case = verified(pia)

    def erased_meanwhile(kind):
        def act(*said):
            made = effect_of(kind)(*said)
            world.pass_time(HOUR)
            return made

        return act

    with world.aside():
        replace(handling(), effects=erased_meanwhile).work(case["id"], Wanted(), Act("pia", "once", world.clock))
    has_begun(pia, case)
