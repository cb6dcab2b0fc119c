"""Mails that come back though the address exists: by which rule it is left alone, and for how long."""

from dataclasses import replace
from typing import Any

import pytest

from segue.contact_points import ContactPoint
from segue.errors import Invalid
from segue.messages import Message
from segue.messaging.bounces import Bounces, bounces_policy
from segue.messaging.deciding import decide
from segue.messaging.policies import policy_of
from segue.messaging.ways import Ask, Way
from segue.profile.profiles import Profile
from segue.suppressions import arrival
from segue.times import DAY
from tests.builders import NOON, an_event

RULE = Bounces(soft=3, within=14 * DAY, rest=7 * DAY)
DAYS_AGO = [NOON - ago * DAY for ago in (9, 4, 1)]
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON, channels=("email",))
POLICY = policy_of({"consent": {"email/marketing": "always", "email/transactional": "always"}})


@pytest.mark.parametrize(
    ("soft", "delivered", "until"),
    [
        (DAYS_AGO, 0, NOON + 6 * DAY),
        (DAYS_AGO[1:], 0, 0),
        (DAYS_AGO, NOON - 9 * DAY, 0),
        (DAYS_AGO, NOON - 10 * DAY, NOON + 6 * DAY),
        (DAYS_AGO, NOON, 0),
        ([NOON - 30 * DAY, *DAYS_AGO[1:]], 0, 0),
        ([], 0, 0),
    ],
)
def test_so_many_within_so_long_without_a_delivery_keep_marketing_away(soft, delivered: int, until: int) -> None:
    assert RULE.rests_until(soft, delivered) == until


def decided(point: ContactPoint, **message: Any) -> tuple[str, tuple[str, ...]]:
    """What is decided of a message to this address."""
    asked = replace(MESSAGE, **message)
    choice = decide(
        Ask(asked, Profile("u_1", {}, ("u_1",)), (Way("email", "e_1", "kim@shop.test", point),)), POLICY, NOON
    )
    return choice.do, choice.words


def test_marketing_is_held_until_it_ends_by_itself_or_dropped_and_a_receipt_goes() -> None:
    point = ContactPoint("e_1", soft=dict(zip("abc", DAYS_AGO, strict=True)))
    assert decided(point) == ("drop", ("soft-bounces",))
    assert decided(point, deadline=NOON + 8 * DAY) == ("hold", ("soft-bounces",))
    assert decided(point, purpose="transactional") == ("send", ())
    assert decided(replace(point, delivered=NOON)) == ("send", ())


@pytest.mark.parametrize(
    ("name", "kind", "channel", "found"),
    [
        ("Email Delivered", None, "email", "delivered"),
        ("Email Bounced", "Transient", "email", "soft"),
        ("Email Bounced", None, "email", "soft"),
        ("Email Bounced", "Permanent", "email", ""),
        ("Email Bounced", "Transient", "web", ""),
        ("Email Delivered", None, "web", ""),
        ("Email Opened", None, "email", ""),
    ],
)
def test_only_the_mail_provider_says_what_arrives(name: str, kind: str | None, channel: str, found: str) -> None:
    assert arrival(an_event(name, channel=channel, properties={"bounce_type": kind})) == found


def test_a_shop_says_its_own_rule_and_what_it_leaves_out_is_usual() -> None:
    assert bounces_policy({"soft": 2, "rest": "1d"}) == Bounces(2, 14 * DAY, DAY)


@pytest.mark.parametrize("spec", [{"soft": 0}, {"soft": 11}, {"soft": True}, {"within": "soon"}, {"hard": 1}])
def test_a_rule_that_nobody_understands_is_refused(spec: Any) -> None:
    with pytest.raises(Invalid):
        bounces_policy(spec)
