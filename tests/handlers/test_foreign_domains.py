"""A domain in letters of its own: the mail goes to its name in ASCII, and what comes back is about the customer."""

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE, to_text
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.shop import added, identified, post
from tests.handlers.starter import started

KNOWN, SENT = "kim@müller.example", "kim@xn--mller-kva.example"


def bounced(world: World) -> None:
    """What SES reports of the name in ASCII."""
    about = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": SENT}]}
    told = {"mail": {"messageId": "a", "destination": [SENT]}, "bounce": about | {"timestamp": to_text(world.clock)}}
    detail = {"eventType": "Bounce", **told}
    world.hand_over("receive_email", {"source": "aws.ses", "detail-type": "Bounce", "detail": detail})


def test_a_mail_to_such_a_domain_arrives_and_its_bounce_closes_the_address() -> None:
    with started() as world:
        post(world, identified(world, "m1", "u1", KNOWN), added(world, "m2", userId="u1"))
        world.pass_time(3 * HOUR)
        assert [one.to for one in world.region.mailbox.mails] == [SENT]
        bounced(world)
        world.pass_time(MINUTE)
        with world.aside():
            closed = [contact_points().read(key_of(Identifier("email", one))).suppressed for one in (KNOWN, SENT)]
        assert closed == ["bounce", "bounce"]
