"""Mails that come back, from the provider's report to the next message: at once, for a while, and no longer."""

from typing import Any

import pytest

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import HOUR, MINUTE, to_text
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.shop import added, post
from tests.handlers.starter import started
from tests.handlers.test_sending import KIM, abandon, the_messages

SOFT = {"bounceType": "Transient", "bounceSubType": "MailboxFull", "bouncedRecipients": [{"emailAddress": KIM}]}
HARD = SOFT | {"bounceType": "Permanent"}


def reported(world: World, kind: str, mail: str, **said: Any) -> None:
    """SES tells of one mail."""
    about = {"timestamp": to_text(world.clock), **said}
    detail = {"eventType": kind, "mail": {"messageId": mail, "destination": [KIM]}, kind.lower(): about}
    world.hand_over("receive_email", {"source": "aws.ses", "detail-type": kind, "detail": detail})
    world.pass_time(MINUTE)


def states(world: World) -> list[tuple[str, tuple[str, ...]]]:
    """What became of the messages, the oldest first."""
    return [(one.state, one.reasons) for one in reversed(the_messages(world))]


def another(world: World) -> None:
    """One more cart that is left alone."""
    post(world, added(world, "m-other", cart="c2", userId="u1"))
    world.pass_time(3 * HOUR)


@pytest.mark.parametrize("reports", [("a", "b", "c"), ("c", "a", "b", "a", "c")])
def test_after_three_soft_bounces_marketing_waits(reports: tuple[str, ...]) -> None:
    with started() as world:
        abandon(world)
        for mail in reports:
            reported(world, "Bounce", mail, **SOFT)
        another(world)
        assert [one[0] for one in states(world)] == ["sent", "dropped"]
        assert "soft-bounces" in states(world)[1][1]


def test_a_delivery_clears_them_also_where_the_reports_come_the_other_way_round() -> None:
    with started() as world:
        abandon(world)
        reported(world, "Bounce", "a", **SOFT)
        reported(world, "Bounce", "b", **SOFT)
        late = to_text(world.clock)
        world.pass_time(MINUTE)
        reported(world, "Delivery", "d", recipients=[KIM])
        reported(world, "Bounce", "c", **SOFT | {"timestamp": late})
        another(world)
        assert [one[0] for one in states(world)] == ["sent", "sent"]


def test_a_hard_bounce_suppresses_before_it_is_acknowledged_and_for_good() -> None:
    with started() as world:
        abandon(world)
        reported(world, "Bounce", "a", **HARD)
        reported(world, "Delivery", "d", recipients=[KIM])
        with world.aside():
            assert contact_points().read(key_of(Identifier("email", KIM))).suppressed == "bounce"
        another(world)
        assert states(world)[1] == ("dropped", ("suppressed-bounce",))
