"""Pausing sending over the people API: in force for the next message; what is held goes on; so with the breaker."""

from typing import Any

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.providers import ses_reported
from tests.faults.races import stack_queue
from tests.faults.shop import added, identified, post, put_in_force
from tests.handlers.staff_requests import Api
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, abandon, the_messages
from tests.handlers.trail import newest

EMAIL, WHY = {"channel": "email"}, "The prices in the mail are wrong."
SMALL = {"policies/sending.yaml": "breaker: {least: 1}\n"}


@pytest.fixture
def api() -> Any:
    with started() as world:
        yield Api(world, "marketer")


def pause(api: Api, scope: Any = EMAIL, key: str = "", **more: str) -> tuple[int, Any]:
    return api.post("/v1/sending/pause", {"scope": scope, "reason": WHY, **more}, key)


def paused(api: Api) -> list[Any]:
    return api.get("/v1/sending")[1]["items"]


@pytest.mark.parametrize("scope", ["all", EMAIL, {"journey": "abandoned-cart"}])
def test_what_is_paused_is_held_and_goes_on_when_it_is_resumed(api: Api, scope: Any) -> None:
    assert pause(api, scope)[0] == 200
    abandon(api.world)
    (held,) = the_messages(api.world)
    assert (held.state, "sending-paused" in dict(held.considered)) == ("held", True)
    api.world.pass_time(5 * HOUR)
    assert api.world.region.mailbox.mails == []
    assert api.post("/v1/sending/resume", {"scope": scope})[0] == 200
    api.world.pass_time(2 * HOUR)
    assert (the_messages(api.world)[0].state, len(api.world.region.mailbox.mails)) == ("sent", 1)


def test_it_holds_for_the_very_next_send_though_the_order_was_queued_before(api: Api) -> None:
    world = api.world
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    queue = world.region.queues.named(stack_queue())
    while not queue.ready():
        if not world.step():
            world.region.clock.advance(MINUTE)
    assert pause(api)[0] == 200
    world.pass_time(MINUTE)
    assert (the_messages(world)[0].state, world.region.mailbox.mails) == ("held", [])


def test_a_journey_that_is_paused_on_its_own_holds_its_messages_too(api: Api) -> None:
    world = api.world
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    queue = world.region.queues.named(stack_queue())
    while not queue.ready():
        if not world.step():
            world.region.clock.advance(MINUTE)
    assert api.post("/v1/journeys/abandoned-cart/pause", {})[0] == 200
    world.pass_time(MINUTE)
    assert (the_messages(world)[0].state, world.region.mailbox.mails) == ("held", [])
    assert api.post("/v1/journeys/abandoned-cart/resume", {})[0] == 200
    world.pass_time(HOUR)
    assert [one.state for one in the_messages(world)] == ["sent"]


def test_another_channel_or_journey_does_not_stop(api: Api) -> None:
    text = starter_files()["journeys/abandoned-cart.yaml"]
    put_in_force(api.world, starter_files() | {"journeys/other.yaml": text})
    pause(api, {"journey": "other"})
    abandon(api.world)
    assert len(api.world.region.mailbox.mails) == 1


def test_who_paused_what_when_and_why_is_told_and_audited(api: Api) -> None:
    said = pause(api, key="k1")[1]
    assert {**said, "since": ""} == {
        "scope": EMAIL,
        "purpose": "marketing",
        "since": "",
        "by": "marketer-1",
        "reason": WHY,
    }
    assert paused(api) == [said] == [pause(api, key="k1")[1]]
    with api.world.aside():
        (entry,) = newest(5)
    assert (entry.action, entry.reason, entry.evidence) == ("sending.pause", WHY, {"scope": "channel/email"})
    assert api.post("/v1/sending/resume", {"scope": EMAIL})[1]["items"] == paused(api) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"scope": {"channel": "emial"}, "reason": "x"}, 400),
        ({"scope": {"journey": "nothing"}, "reason": "x"}, 404),
        ({"scope": "some", "reason": "x"}, 400),
        ({"scope": {"channel": "email", "journey": "x"}, "reason": "x"}, 400),
        ({"scope": "all", "reason": " "}, 400),
        ({"scope": "all", "reason": "x", "purpose": "news"}, 400),
    ],
)
def test_what_cannot_be_paused_is_refused(api: Api, body: Any, status: int) -> None:
    found = api.post("/v1/sending/pause", body)[0]
    assert found in (status, 422)
    assert paused(api) == []


def test_an_agent_may_not(api: Api) -> None:
    assert pause(Api(api.world, "agent"))[0] == 403


def complained(world: World, kind: str = "Complaint", **more: Any) -> None:
    abandon(world)
    (mail,) = world.region.mailbox.mails
    ses_reported(world, mail, "Delivery")
    people = {f"{more.pop('who', 'complained')}Recipients": [{"emailAddress": mail.to}]}
    ses_reported(world, mail, kind, **people, **more)
    world.pass_time(MINUTE)


def test_complaints_over_the_line_pause_marketing_of_the_channel_until_staff_let_it_go_on(api: Api) -> None:
    put_in_force(api.world, starter_files() | SMALL)
    complained(api.world)
    (switch,) = paused(api)
    assert (switch["scope"], switch["by"], switch["purpose"]) == (EMAIL, "breaker", "marketing")
    assert switch["reason"] == "1 complaints of 1 messages in 2 days: 0.1 % or more"
    assert api.post("/v1/sending/resume", {"scope": EMAIL})[1]["items"] == []
    ses_reported(api.world, api.world.region.mailbox.mails[0], "Complaint")
    api.world.pass_time(DAY)
    assert paused(api) == []


def test_hard_bounces_do_too_and_soft_ones_do_not(api: Api) -> None:
    put_in_force(api.world, starter_files() | SMALL)
    complained(api.world, "Bounce", who="bounced", bounceType="Transient")
    assert paused(api) == []
    ses_reported(api.world, api.world.region.mailbox.mails[0], "Complaint")
    api.world.pass_time(MINUTE)
    assert len(paused(api)) == 1
