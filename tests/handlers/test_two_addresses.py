"""A person with two addresses: what is said at one of them holds at the other, also for what is on its way there."""

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import DAY, HOUR, MINUTE
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.starter import started
from tests.handlers.test_sending import KIM, the_messages

OTHER = "k@shop.test"


def says_no(world: World, taken: str) -> None:
    """The customer opts out at the address that is not taken."""
    with world.aside():
        (other,) = {key_of(Identifier("email", one)) for one in (KIM, OTHER)} - {taken}
        contact_points().suppress(other, "said", world.clock, "marketing")


def test_a_no_at_one_address_stops_what_waits_for_its_provider_at_the_other() -> None:
    with started() as world:
        world.region.mailbox.reject = "TooManyRequestsException"
        post(world, identified(world, "m0", "u1", OTHER), identified(world, "m1", "u1", KIM))
        post(world, added(world, "m2", userId="u1"))
        world.pass_time(2 * HOUR + MINUTE)
        (before,) = the_messages(world)
        says_no(world, before.contact_point)
        world.region.mailbox.reject = ""
        world.pass_time(DAY)
        (after,) = the_messages(world)
    assert (before.state, after.state, after.reasons) == ("claimed", "dropped", ("opted-out",))
    assert world.region.mailbox.mails == []
