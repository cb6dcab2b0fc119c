"""A tracked link, followed with a fault at every AWS request: the customer is led on, and has clicked once."""

from dataclasses import replace
from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE
from segue.wiring.following import kept_links
from segue.wiring.tables import messages
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.endings import ledger_of, rows, violations
from tests.faults.scenarios import KIM, left_alone
from tests.faults.shop import http
from tests.faults.striking import odd_ones, requests_of

FUNCTION = "follow_link"
SHOP = "https://shop.test/tent"


def played(plan: Plan = nothing, channel: str = "email") -> World:
    """Kim follows a link of a mail, or the short one of a text message, until it leads somewhere."""
    world = World()
    with world.open():
        left_alone(world)
        with world.aside():
            (message,) = [messages().read(row["sk"]) for row in rows(world, "Messages")]
            assert message
            link = kept_links().tracked(replace(message, channel=channel), SHOP)
        world.region.forget_counts()
        world.region.gate.plan = plan
        answer = world.call(FUNCTION, lambda: http("GET", link.partition("segue.test")[2]), wait=0)
        assert (answer["statusCode"], answer["headers"]["location"]) == (302, SHOP)
        world.region.gate.plan = nothing
        world.pass_time(MINUTE)
        world.settle()
    return world


def played_by_text(plan: Plan = nothing) -> World:
    return played(plan, "sms")


def ended(world: World) -> Any:
    """What was written down of the click, and what became of the message."""
    with world.open(), world.aside():
        events = ledger_of(world)[key_of(Identifier("email", KIM))]
        outcomes = [row for row in rows(world, "Messages") if "o_clicked" in row]
        return [one.event for one in events if one.source == "tracked-link"], len(outcomes), violations(world)


def test_quietly_it_is_one_click() -> None:
    assert ended(played()) == (["Email Link Clicked"], 1, [])
    assert requests_of(played_by_text(), FUNCTION) == 3  # one of them the secret, which is hours old by then
    assert ended(played_by_text()) == (["SMS Link Clicked"], 1, [])


@pytest.mark.parametrize("story", [played, played_by_text])
def test_a_fault_anywhere_leads_on_and_is_one_click(story: Any) -> None:
    assert odd_ones(story, ended, FUNCTION) == []
