"""The live feed: what goes out is on it while somebody looks, what does not at any time."""

from dataclasses import replace

from segue.aws.live import LiveEntry
from segue.console.customers.live import row
from segue.languages.texts import speaking
from segue.times import MINUTE
from segue.wiring.tables import live
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, opted_out, post
from tests.handlers.browser import Browser
from tests.handlers.test_sending import KIM, abandon


def lines(world: World) -> list[str]:
    """What the feed says of messages."""
    with world.aside():
        return [one.detail for one in live().recent(100) if one.kind == "message"]


def test_a_mail_that_goes_out_while_somebody_looks_is_told(world: World, ann: Browser) -> None:
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    while not world.region.mailbox.mails:
        assert ann.get("/live").status == 200
        world.pass_time(4 * MINUTE)
    assert lines(world) == ["on its way"]
    assert ann.get("/live").reads("on its way")


def test_the_page_that_asks_for_what_is_new_is_somebody_who_looks(world: World, ann: Browser) -> None:
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    poll = ann.get("/live").find(r'hx-get="/console(/live/new[^"]+)"')
    while not world.region.mailbox.mails:
        assert ann.get(poll, hx_request="true").status in (200, 204)
        world.pass_time(4 * MINUTE)
    assert lines(world) == ["on its way"]


def test_a_mail_that_goes_out_unwatched_costs_no_row(world: World, ann: Browser) -> None:
    assert ann.get("/live").status == 200
    abandon(world)
    assert (len(world.region.mailbox.mails), lines(world)) == (1, [])


def test_what_does_not_go_out_is_told_though_nobody_looks(world: World) -> None:
    post(world, opted_out(world, "m0", KIM, userId="u1"))
    abandon(world)
    assert world.region.mailbox.mails == []
    assert lines(world) == ["not sent: The customer opted out of this kind of message."]


def test_a_message_is_called_as_the_shop_named_its_template() -> None:
    told = LiveEntry(0, "message", "cart", "email", "u_1", "on its way")
    with speaking("de"):
        assert row(told)["title"] == "Cart"
        assert row(replace(told, title="Your cart waits"))["title"] == "Your cart waits"
