"""What is played, with and without faults."""

from collections.abc import Callable
from dataclasses import dataclass

from segue.times import HOUR, MINUTE
from tests.faults.calls import called_the_shop
from tests.faults.cloud.mailbox import Mail
from tests.faults.cloud.nemesis import Plan, nothing
from tests.faults.cloud.world import World
from tests.faults.desk import kept_of, offered, taken_over
from tests.faults.providers import bounced, ses_reported, shop_offers, shop_ordered, staff_asked, unsubscribed
from tests.faults.shop import added, each, identified, opted_in, opted_out, ordered, post, viewed
from tests.faults.texting import called_a_function, pushed, texted

KIM = "kim@shop.test"


@dataclass(frozen=True)
class Scenario:
    """A play, and how many mails it ends with when nothing goes wrong."""

    name: str
    play: Callable[[World], None]
    mails: int
    answers_mail: bool = False  # it goes on with the mail, where there is one


def left_alone(world: World) -> None:
    """A known customer leaves a cart."""
    post(world, identified(world, "m1", "u1", KIM), viewed(world, "m2", userId="u1"))
    world.reach(MINUTE)
    post(world, added(world, "m3", userId="u1"))
    world.reach(4 * HOUR)


def bought_meanwhile(world: World) -> None:
    """The cart is ordered an hour later, in the shop's own channel."""
    post(world, identified(world, "m1", "u1", KIM))
    world.reach(MINUTE)
    post(world, added(world, "m2", userId="u1"))
    world.reach(HOUR)
    post(world, ordered(world, "m3", userId="u1"))
    world.reach(4 * HOUR)


def became_known(world: World) -> None:
    """An anonymous visitor fills a cart, looks around, and then signs in: two identities become one person."""
    each(world, [viewed(world, "m1", anonymousId="a1"), added(world, "m2", anonymousId="a1")])
    world.reach(MINUTE)
    post(world, opted_in(world, "m3", KIM, userId="u1"))
    world.reach(2 * MINUTE)
    post(world, identified(world, "m4", "u1", anonymousId="a1"))
    world.reach(4 * HOUR)


def two_become_one(world: World) -> None:
    """Two people, each with a cart that has been mailed about or will be, turn out to be one."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.reach(MINUTE)
    guest = {"anonymousId": "a2"}
    post(world, opted_in(world, "m3", "k@shop.test", **guest), added(world, "m4", "c2", **guest))
    world.reach(4 * HOUR)
    post(world, identified(world, "m5", "u1", "k@shop.test"))
    world.reach(8 * HOUR)


def share_a_device(world: World) -> None:
    """A couple and their tablet: each with a cart, and one that nobody was signed in for."""
    tablet = {"anonymousId": "a1"}
    post(world, identified(world, "m1", "u1", KIM, **tablet), added(world, "m2", "c1", userId="u1"))
    world.reach(MINUTE)
    post(world, added(world, "m3", "c2", **tablet))
    world.reach(HOUR)
    post(world, identified(world, "m4", "u2", "k@shop.test", **tablet), added(world, "m5", "c3", userId="u2"))
    world.reach(8 * HOUR)


def merged_and_taken_back(world: World) -> None:
    """Staff merge two people, each with a cart, and take it back an hour later; events come for both meanwhile."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", "c1", userId="u1"))
    world.reach(MINUTE)
    post(world, identified(world, "m3", "u2", "k@shop.test"), added(world, "m4", "c2", userId="u2"))
    world.reach(2 * MINUTE)
    two = {"keep": {"type": "user_id", "value": "u1"}, "absorb": {"type": "user_id", "value": "u2"}}
    merge = staff_asked(world, "/v1/merges", two, "k1")
    world.reach(10 * MINUTE)
    post(world, viewed(world, "m5", userId="u2", anonymousId="a2"), viewed(world, "m6", userId="u1"))
    world.reach(HOUR)
    staff_asked(world, f"/v1/merges/{merge['id']}/undo", {"reason": "two sisters"}, "k2")
    world.reach(HOUR + 10 * MINUTE)
    post(world, viewed(world, "m7", anonymousId="a2"))
    world.reach(8 * HOUR)


def objected(world: World) -> None:
    """The customer opts out while the cart grows cold."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(HOUR)
    post(world, opted_out(world, "m3", KIM, userId="u1"))
    world.reach(4 * HOUR)


def bought_in_the_shop(world: World) -> None:
    """The order comes by the shop's webhook, under the address alone."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(HOUR)
    shop_ordered(world, 1001, KIM, HOUR)
    world.reach(4 * HOUR)


def mailed_once(world: World) -> Mail | None:
    """A reminder has gone out, or nobody can know whether it has."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(4 * HOUR)
    return next(iter(world.region.mailbox.mails), None)


def bounced_for_good(world: World) -> None:
    """The reminder bounces; the next cart stays without one."""
    mail = mailed_once(world)
    if mail is None:
        return
    ses_reported(world, mail, "Delivery")
    world.reach(4 * HOUR + 10 * MINUTE)
    bounced(world, mail)
    world.reach(5 * HOUR)
    post(world, added(world, "m3", "c2", userId="u1"))
    world.reach(9 * HOUR)


def clicked_no_more(world: World) -> None:
    """The customer clicks the link in the reminder; the next cart stays without one."""
    mail = mailed_once(world)
    if mail is None:
        return
    unsubscribed(world, mail)
    world.reach(5 * HOUR)
    post(world, added(world, "m3", "c2", userId="u1"))
    world.reach(9 * HOUR)


def handed_over(world: World) -> None:
    """An agent hands the cart over; the code opens it for one caller, again and again, and for nobody else."""
    post(world, identified(world, "m1", "u1", KIM), added(world, "m2", userId="u1"))
    world.reach(MINUTE)
    offer = offered(world, KIM, "c1")
    first, again = (taken_over(world, offer["code"], "the customer") for _ in "12")
    assert (first[0], first[1]["cart"]["id"], again) == (200, "c1", first), (first, again)
    assert taken_over(world, offer["code"], "somebody else")[0] == 409
    assert taken_over(world, offer["link"].rpartition("/")[2], "another device")[0] == 200
    assert [len(kept_of(world, kind)) for kind in ("handover", "code")] == [1, 1]
    world.reach(4 * HOUR)


def a_price_falls(world: World) -> None:
    """The shop tells of a tent that gets cheaper and comes in again, in the wrong order and twice."""
    dear, cheap = ("199.00", 0, MINUTE), ("149.00", 5, HOUR)
    world.reach(2 * MINUTE)
    shop_offers(world, *dear)
    world.reach(2 * HOUR)
    for said in (cheap, dear, cheap):
        shop_offers(world, *said)
    world.reach(4 * HOUR)


SCENARIOS = (
    Scenario("a cart left alone", left_alone, 1),
    Scenario("an order in between", bought_meanwhile, 0),
    Scenario("an anonymous cart whose owner signs in", became_known, 1),
    Scenario("two people who are one", two_become_one, 2),
    Scenario("a couple with one tablet", share_a_device, 2),
    Scenario("a merge that is taken back", merged_and_taken_back, 2),
    Scenario("an opt-out in time", objected, 0),
    Scenario("an order by webhook", bought_in_the_shop, 0),
    Scenario("a bounce", bounced_for_good, 1, answers_mail=True),
    Scenario("a click on the link", clicked_no_more, 1, answers_mail=True),
    Scenario("a cart handed over", handed_over, 1),
    Scenario("a price falls", a_price_falls, 0),
    Scenario("a call", called_the_shop, 0),
    Scenario("a text message", texted, 1),
    Scenario("a message to an app", pushed, 1),
    Scenario("a message to a function", called_a_function, 1),
)


def played(scenario: Scenario, plan: Plan = nothing, shards: int = 2) -> World:
    """A world in which the scenario was played under a plan of faults, at rest."""
    world = World(shards=shards)
    world.region.gate.plan = plan
    with world.open():
        scenario.play(world)
        world.settle()
    return world
