"""Clicks on a one-click link: one event of each no, however often they come."""

from collections.abc import Callable
from typing import Any

import pytest

from segue.aws.contact_points import ContactPoints
from segue.aws.ledger import key_of
from segue.contact_points import ContactPoint
from segue.events import Event
from segue.identifiers import Identifier
from segue.times import MINUTE
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of
from tests.faults.shop import http, opted_in, opted_out, post
from tests.handlers.starter import started
from tests.handlers.test_sending import KIM, abandon, the_link


def clicked(world: World) -> None:
    """The one-click link in the last mail, a minute later."""
    world.pass_time(MINUTE)
    world.lambdas.invoke("preferences", http("POST", the_link(world), "List-Unsubscribe=One-Click"))


def clicks(world: World) -> list[Event]:
    """What the ledger says of links that were clicked."""
    with world.aside():
        events = ledger_of(world).get(key_of(Identifier("email", KIM)), [])
    return [one for one in events if one.source == "unsubscribe-link"]


def noes(world: World) -> list[int]:
    """When that was."""
    return sorted(one.timestamp for one in clicks(world))


def names(world: World) -> set[str]:
    """The ids of the messages that tell of it."""
    return {one.message_id for one in clicks(world)}


@pytest.mark.parametrize("said", [opted_out, opted_in])
def test_clicks_that_come_again_are_one_event_whatever_was_said_before(said: Callable[..., Any]) -> None:
    with started() as world:
        abandon(world)
        post(world, said(world, "m8", KIM, userId="u1"))
        clicked(world)
        first = world.clock
        clicked(world)
        clicked(world)
        with world.aside():
            point = contact_points().read(key_of(Identifier("email", KIM)))
        assert noes(world) == [first]
        assert point.denied["marketing"] == world.clock  # a yes of in between that comes late does not lift it


def test_a_click_after_another_yes_is_another_no() -> None:
    with started() as world:
        abandon(world)
        clicked(world)
        first = world.clock
        world.pass_time(MINUTE)
        post(world, opted_in(world, "m9", KIM, userId="u1"))
        clicked(world)
        second = world.clock
        clicked(world)
        assert noes(world) == [first, second]
        assert len(names(world)) == 2


def test_clicks_at_the_same_moment_agree_on_which_was_first() -> None:
    with started() as world, world.aside():
        points, key = contact_points(), key_of(Identifier("email", KIM))

        class Slower(ContactPoints):
            """Another click is done between the two steps of this one."""

            def answer(self, *said: Any, **more: Any) -> ContactPoint:
                point = super().answer(*said, **more)
                points.opt_out(key, "marketing", world.clock + 1)
                return point

        _, since = Slower(points.table).opt_out(key, "marketing", world.clock)
    assert since == world.clock + 1
