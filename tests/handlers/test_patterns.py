"""What is added up at night, in the in-memory cloud with the job's own role, and what the decision makes of it."""

import json
from typing import Any

from segue.times import DAY, HOUR, MINUTE, to_text
from segue.wiring.patterns import patterns
from tests.faults.cloud.clock import START
from tests.faults.cloud.hooked import forget
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.stack import ROOT
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, message, post, put_in_force
from tests.faults.striking import odd_ones, requests_of
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, the_messages

JOB = "learn_patterns"
CART = "journeys/abandoned-cart.yaml"
BEST_HOUR = 14  # of a day that begins at START


def opened(world: World, user: str, at: int) -> dict[str, Any]:
    """A mail that was opened then, in UTC."""
    about = {"userId": user, "event": "Email Opened", "timestamp": to_text(at), "context": {"timezone": "UTC"}}
    return message(world, "track", f"m-{user}-{at}", **about)


def lived(world: World) -> None:
    """Others opened their mails at one hour of the day."""
    hour = START // DAY * DAY + BEST_HOUR * HOUR
    moments = [(f"u{who}", hour - day * DAY) for who in range(2, 6) for day in range(1, 8)]
    sent = [message(world, "track", f"s-{who}", userId=who, event="Email Sent") for who, _ in moments[::7]]
    post(world, *sent, *(opened(world, who, at) for who, at in moments))
    world.pass_time(MINUTE)


def learn(world: World) -> None:
    forget()
    world.hand_over(JOB, json.loads((ROOT / "events" / f"{JOB}.json").read_text()))


def waiting_for_the_best() -> dict[str, str]:
    files = starter_files()
    said = files[CART].replace("purpose: marketing", "purpose: marketing, when: best, within: 20h", 1)
    assert said != files[CART]
    return files | {CART: said}


def test_a_message_waits_for_the_hour_at_which_this_shop_s_customers_open() -> None:
    with started(waiting_for_the_best()) as world:
        lived(world)
        learn(world)
        forget()
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(4 * HOUR)
        (held,) = the_messages(world)
    why = dict(held.considered)["best-hour"]
    assert (held.state, held.until // HOUR % 24, why["hour"]) == ("held", BEST_HOUR, BEST_HOUR)
    assert why["rest"] == "how this shop's customers answer"


def found_in(world: World) -> Any:
    with world.open(), world.aside():
        forget()
        return patterns().read().shop


def played(plan: Plan = nothing) -> World:
    world = World()
    with world.open():
        lived(world)
        world.region.gate.plan = plan
        learn(world)
        world.region.gate.plan = nothing
    return world


def test_the_quiet_run_makes_the_requests_that_are_struck_here() -> None:
    world = played()
    assert found_in(world).people == 4
    assert requests_of(world, JOB) == 6


def test_a_fault_at_any_request_ends_in_the_same_pattern() -> None:
    assert not odd_ones(played, found_in, JOB)


def waited(plan: Plan = nothing) -> World:
    """A mail that waited for the best hour, while requests of who decides are struck."""
    world = World()
    with world.open():
        put_in_force(world, waiting_for_the_best())
        lived(world)
        learn(world)
        forget()
        world.region.gate.plan = plan
        post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
        world.pass_time(DAY)
        world.region.gate.plan = nothing
    return world


def ended(world: World) -> Any:
    with world.open():
        (one,) = the_messages(world)
    return one.state, one.until, len(world.region.mailbox.mails)


def test_the_mail_goes_out_once_at_its_hour() -> None:
    assert ended(waited()) == ("sent", START + BEST_HOUR * HOUR, 1)


def test_a_fault_at_any_request_of_who_decides_ends_in_the_same_mail() -> None:
    assert not odd_ones(waited, ended, "dispatch_messages")
