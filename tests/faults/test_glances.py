"""Whoever decides goes by what it saw a moment ago only where somebody looks again."""

from segue.times import MINUTE
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.wire import Request
from tests.faults.endings import rows, violations
from tests.faults.shop import identified, post
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_messages_api import BODY, KIM, TEMPLATE


def late(request: Request) -> Fault | None:
    """Whoever decides on messages reads what is two seconds old, wherever it does not ask for better."""
    return Fault.STALE if request.function == "dispatch_messages" else None


def test_an_address_that_was_named_a_second_ago_is_written_to() -> None:
    with started(starter_files() | {"templates/receipt.yaml": TEMPLATE}) as world:
        world.region.gate.plan = late
        post(world, identified(world, "m1", "u1", KIM))
        while not any("b" in row for row in rows(world, "Identities")):
            assert world.step() or world.region.clock.advance(100) is None
        assert Api(world, "marketer").post("/v1/messages", BODY)[0] == 201
        world.pass_time(MINUTE)
        assert [mail.to for mail in world.region.mailbox.mails] == [KIM]
        assert violations(world) == []
