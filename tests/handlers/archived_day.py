"""A day of one customer that leaves something of every kind in the archive."""

from segue.times import HOUR
from tests.faults.cloud.world import World
from tests.faults.providers import ses_reported
from tests.faults.scenarios import KIM
from tests.faults.shop import added, identified, ordered, post, viewed


def shopped(world: World) -> None:
    """Kim looks around, leaves a cart, is reminded, opens the mail and orders."""
    post(world, identified(world, "m1", "u1", KIM, anonymousId="visitor-7"), viewed(world, "m2", userId="u1"))
    post(world, added(world, "m4", userId="u1"))
    world.pass_time(4 * HOUR)
    (mail,) = world.region.mailbox.mails[:1]
    ses_reported(world, mail, "Open")
    post(world, ordered(world, "m3", userId="u1"))
    world.pass_time(HOUR)
