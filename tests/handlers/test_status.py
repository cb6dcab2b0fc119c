"""The status of the place: the API's and the console's."""

import pytest

from segue.times import HOUR, MINUTE
from segue.version import VERSION
from tests.faults.cloud.nemesis import Fault, nothing
from tests.faults.cloud.wire import Request
from tests.faults.knocks import knocked
from tests.faults.letters import buried
from tests.faults.shop import added, identified, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import starter_files


def test_a_place_where_all_is_well(world, ann):
    knocked(world)
    status, told = Api(world).get("/v1/health")
    assert (status, told["state"], told["version"]) == (200, "good", VERSION)
    page = ann.get("/status")
    assert page.reads("All is well.")
    assert page.reads(f"the stack in CloudWatch. This is Segue {VERSION}.")


def test_what_waits_is_told_with_what_to_do(world, ann):
    post(world, {"type": "track", "event": "Lost of kim@shop.test", "messageId": "m0"})
    buried(world, "DeadLetters", {"of": "kim@shop.test"})
    world.lambdas.invoke("keep_undelivered", {})
    told = Api(world).get("/v1/health")[1]
    states = {one["name"]: one["state"] for one in told["checks"]}
    assert (told["state"], states["dead-letters"], states["quarantine"]) == ("bad", "bad", "warn")
    page = ann.get("/status")
    assert page.reads("Not delivered and waiting: 1.")
    assert "kim@" not in page.body


def nothing_taken(request: Request) -> Fault | None:
    """SES takes nothing for now."""
    return Fault.THROTTLE if request.name == "sesv2.SendEmail" else None


def provider(world) -> tuple[str, str]:
    (told,) = [one for one in Api(world).get("/v1/health")[1]["checks"] if one["name"] == "providers"]
    return told["state"], told["said"]


def test_it_says_that_mails_wait_for_their_provider_while_they_do(world, ann):
    put_in_force(world, starter_files())
    assert provider(world) == ("good", "No message waits for its provider.")
    world.region.gate.plan = nothing_taken
    post(world, identified(world, "m1", "u1", "kim@shop.test"), added(world, "m2", userId="u1"))
    world.pass_time(2 * HOUR + 7 * MINUTE)  # the mail is due after two
    assert provider(world) == ("warn", "Messages wait for their provider: e-mail (7 minutes).")
    assert ann.get("/status").reads("Messages wait for their provider: e-mail (7 minutes).")
    world.pass_time(HOUR)
    assert provider(world)[0] == "bad"
    world.region.gate.plan = nothing
    world.pass_time(15 * MINUTE)
    assert (provider(world)[0], len(world.region.mailbox.mails)) == ("good", 1)


@pytest.mark.parametrize("role", ["agent", "marketer", "privacy"])
def test_it_is_for_administrators(world, role):
    assert Api(world, role).get("/v1/health")[0] == 403
