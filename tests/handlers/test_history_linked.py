"""Imported history that becomes part of somebody by a link or a merge starts nothing either."""

import os
from collections.abc import Callable

import pytest

from segue.times import DAY, HOUR, MINUTE
from tests.faults.cloud.nemesis import ENUMERATED, Fault, Once, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import violations
from tests.faults.shop import Message, identified, opted_in, ordered, post
from tests.handlers.staff_requests import BOTH, Api
from tests.handlers.starter import started
from tests.handlers.test_history import KIM, LAPSED, history, journey, standing

BUYERS, TWICE = "{ordered: {at_least: 1}}", "{ordered: {at_least: 2}}"
NEVER_BOUGHT = "{not: {ordered: {at_least: 1}}}"
STRIDE = 1 if "FAULTS" in os.environ else 6  # requests from one fault to the next
Tell = Callable[..., None]


def mails(world: World) -> int:
    """How many messages a journey has asked for."""
    return world.region.meter.invocations["dispatch_messages"]


def linking(world: World) -> Message:
    """The customer signs in on a device that has been imported."""
    return identified(world, "m9", "u1", anonymousId="old")


def apart(world: World, tell: Tell = history, when: str = BUYERS, entry: str = "SegmentEntered") -> None:
    """Kim by her own doing, and an order of another identity."""
    journey(world, entry, when)
    post(world, opted_in(world, "m0", KIM, userId="u1"), identified(world, "m1", "u1", KIM))
    world.pass_time(HOUR)
    tell(world, ordered(world, "m2", anonymousId="old"))
    world.pass_time(HOUR)


@pytest.mark.parametrize(("tell", "asked"), [(history, 0), (post, 2)])
def test_a_link_with_somebody_imported_starts_no_journey(tell: Tell, asked: int) -> None:
    with started() as world:
        apart(world, tell)
        post(world, linking(world))
        world.pass_time(HOUR)
        assert "asked" in standing(world).segments
        assert bool(mails(world)) == bool(asked)


@pytest.mark.parametrize(("tell", "asked"), [(history, 0), (post, 1)])
def test_a_link_that_leads_out_of_a_segment_starts_no_journey(tell: Tell, asked: int) -> None:
    with started() as world:
        apart(world, tell, NEVER_BOUGHT, "SegmentExited")
        post(world, linking(world))
        world.pass_time(HOUR)
        assert "asked" not in standing(world).segments
        assert mails(world) == asked


@pytest.mark.parametrize(("tell", "asked"), [(history, 0), (post, 1)])
def test_what_time_leads_to_after_such_a_link_starts_no_journey(tell: Tell, asked: int) -> None:
    with started() as world:
        apart(world, tell, LAPSED)
        post(world, linking(world))
        world.pass_time(6 * DAY)
        assert "asked" in standing(world).segments
        assert bool(mails(world)) == bool(asked)


def test_a_link_that_adds_an_imported_order_to_one_of_the_customer_s_own_starts_no_journey() -> None:
    with started() as world:
        apart(world, when=TWICE)
        post(world, ordered(world, "m3", userId="u1"))
        world.pass_time(HOUR)
        post(world, linking(world))
        world.pass_time(HOUR)
        assert "asked" in standing(world).segments
        assert mails(world) == 0


@pytest.mark.parametrize("link", [{}, {"anonymousId": "old"}])
def test_the_customer_s_own_order_after_an_imported_one_starts_it(link: dict[str, str]) -> None:
    with started() as world:
        apart(world, when=TWICE)
        if not link:
            post(world, linking(world))
            world.pass_time(HOUR)
        post(world, ordered(world, "m3", userId="u1", **link))
        world.pass_time(HOUR)
        assert mails(world) == 1


def test_the_customer_s_own_doing_that_alone_leads_there_starts_it_on_the_day_of_an_import_too() -> None:
    with started() as world:
        journey(world, "SegmentEntered", BUYERS)
        post(world, identified(world, "m1", "u1", KIM))
        post(world, ordered(world, "m2", userId="u1"))
        history(world, ordered(world, "m3", userId="u1"))
        world.pass_time(HOUR)
        assert mails(world) == 1


def test_a_merge_by_staff_with_somebody_imported_starts_no_journey_and_neither_does_its_undo() -> None:
    with started() as world:
        journey(world, "SegmentEntered", BUYERS)
        post(world, identified(world, "m1", "u1", KIM))
        world.pass_time(HOUR)
        history(world, identified(world, "m2", "u2", "lee@shop.test"), ordered(world, "m3", userId="u2"))
        world.pass_time(HOUR)
        merge = Api(world).post("/v1/merges", BOTH)[1]
        world.pass_time(HOUR)
        assert set(standing(world).quiet) >= {"asked"}
        assert Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two people"})[0] == 200
        world.pass_time(HOUR)
        assert "asked" not in standing(world).segments
        assert mails(world) == 0


def test_an_undo_that_leads_out_of_where_history_led_starts_no_journey() -> None:
    with started() as world:
        journey(world, "SegmentExited", BUYERS)
        post(world, identified(world, "m1", "u1", KIM))
        history(world, ordered(world, "m3", userId="u2"))
        world.pass_time(HOUR)
        merge = Api(world).post("/v1/merges", BOTH)[1]
        world.pass_time(HOUR)
        Api(world).post(f"/v1/merges/{merge['id']}/undo", {"reason": "two people"})
        world.pass_time(HOUR)
        assert (standing(world).segments, mails(world)) == ({}, 0)


def broken_off(index: int, fault: Fault) -> tuple[bool, World]:
    """A link that breaks off, and another identity of the same person is folded before it is done again."""
    with started() as world:
        journey(world, "SegmentEntered", BUYERS)
        post(world, identified(world, "m1", "u1", KIM), identified(world, "m2", "u1", anonymousId="new"))
        history(world, ordered(world, "m3", anonymousId="old"))
        world.pass_time(HOUR)
        plan = world.region.gate.plan = Once("fold_events", index, fault)
        post(world, linking(world))
        world.pass_time(MINUTE)
        world.region.gate.plan = nothing
        post(world, identified(world, "m5", "u1", anonymousId="new", locale="de"))
        world.pass_time(HOUR)
        assert violations(world) == []
        assert "asked" in standing(world).segments
        return bool(plan.struck), world


@pytest.mark.parametrize("fault", ENUMERATED)
def test_a_link_that_breaks_off_anywhere_starts_no_journey(fault: Fault) -> None:
    index, struck, loud = ENUMERATED.index(fault), True, []
    while struck:
        struck, world = broken_off(index, fault)
        loud += [index] if mails(world) else []
        index += STRIDE
    assert index > 5
    assert loud == []
