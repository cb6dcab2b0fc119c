"""The breaker with a fault at each request of the fold that takes in a complaint: nothing counts twice, and what was
counted is judged."""

import pytest

from segue.messaging.breakers import day_of
from segue.times import HOUR, MINUTE
from segue.wiring.switches import switching
from tests.faults.cloud.nemesis import Once, Plan
from tests.faults.cloud.world import World
from tests.faults.endings import violations
from tests.faults.providers import ses_reported
from tests.faults.scenarios import KIM
from tests.faults.shop import added, identified, post, put_in_force
from tests.faults.striking import Witness
from tests.handlers.starter import starter_files

SMALL = {"policies/sending.yaml": "breaker: {least: 1}\n"}


def complained(world: World, plan: Plan) -> None:
    """One mail arrives and is marked as spam; the fault strikes while that is folded."""
    put_in_force(world, starter_files() | SMALL)
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.pass_time(3 * HOUR)
    (mail,) = world.region.mailbox.mails
    ses_reported(world, mail, "Delivery")
    world.pass_time(MINUTE)
    world.region.gate.plan = plan
    for _ in range(2):  # SES may say it twice
        ses_reported(world, mail, "Complaint", complainedRecipients=[{"emailAddress": mail.to}])
    world.pass_time(HOUR)


def ended(plan: Plan) -> tuple[int, list[str], list[str]]:
    """How many complaints were counted, what is paused, and what is wrong."""
    world = World()
    with world.open():
        complained(world, plan)
        with world.aside():
            today = day_of(world.clock)
            counted = switching().counts.of("email", [today])[today]["complained"]
            scopes = [one.scope for one in switching().paused()]
        return counted, scopes, violations(world)


def test_without_a_fault_the_complaint_counts_once_and_the_channel_is_paused() -> None:
    assert ended(Witness()) == (1, ["channel/email"], [])


@pytest.mark.usefixtures("short")
def test_a_fault_at_any_request_counts_no_complaint_twice_and_forgets_no_pause() -> None:
    ended(seen := Witness())
    assert len(seen.kinds["fold_events"]) > 9
    for plan in [Once(*point) for point in seen.points("fold_events")]:
        counted, scopes, wrong = ended(plan)
        assert (counted in (0, 1), scopes, wrong) == (True, ["channel/email"] * counted, []), plan
        assert plan.struck
