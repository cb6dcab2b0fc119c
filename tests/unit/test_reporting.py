"""Which outcome a provider's event tells of, and of which message."""

from typing import Any, cast

import pytest
from msgspec.structs import replace

from segue.aws.messages import Messages
from segue.aws.reporting import Reporting, outcome_of
from segue.events import Event
from segue.messages import Outcome
from tests.builders import NOON, an_event

BROWSER = {"userAgent": "Mozilla/5.0 (X11) Firefox"}
MAIL = {"context": {"traits": {"email": "kim@Shop.test"}}, "channel": "email", "anonymous_id": None}
OPENED = an_event("Email Opened", properties={"message_id": "u_1_m"}, **MAIL)


@pytest.mark.parametrize(
    ("name", "said", "context", "outcome"),
    [
        ("Email Opened", {}, BROWSER, "opened"),
        ("Email Opened", {}, {"userAgent": "Mozilla/5.0"}, "machine_opened"),
        ("Email Opened", {"sg_machine_open": True}, BROWSER, "machine_opened"),
        ("Email Link Clicked", {}, {"userAgent": "Barracuda Sentinel (EE)"}, "scanned"),
        ("Email Bounced", {"bounce_type": "Permanent"}, {}, "bounced"),
        ("Email Bounced", {"bounce_type": "Transient"}, {}, "soft_bounced"),
        ("Email Rejected", {}, {}, "rejected"),
        ("SMS Failed", {}, {}, "failed"),
        ("Message Failed", {}, {}, "failed"),
        ("Email Sent", {}, {}, ""),
        ("Product Viewed", {}, {}, ""),
    ],
)
def test_machines_and_soft_bounces_are_outcomes_of_their_own(name: str, said: Any, context: Any, outcome: str) -> None:
    assert outcome_of(an_event(name, channel="email", properties=said, context=context)) == outcome


class Desk:
    """Messages, of which one is known by what its provider calls it."""

    def record(self, identity: str, outcome: str, _moment: int) -> Outcome:
        return Outcome("email", identity, outcome, new=True)

    def by_provider(self, person: str, provider_id: str) -> str:
        return f"{person}_found" if provider_id == "mid-1" else ""


REPORTING = Reporting(cast("Messages", Desk()))


def about(event: Event) -> str:
    """The id of the message that the event is about."""
    found = REPORTING.heard("u_1", event)
    return found.purpose if found else ""


@pytest.mark.parametrize(
    ("channel", "said", "identity"),
    [
        ("email", {"message_id": "u_1_m", "provider_message_id": "mid-1"}, "u_1_m"),
        ("messenger", {"provider_message_id": "mid-1"}, "u_1_found"),
        ("instagram", {"provider_message_id": "mid-2"}, ""),
        ("email", {"provider_message_id": "mid-1"}, ""),
        ("email", {"message_id": "foreign"}, ""),
        ("email", {"message_id": 3}, ""),
    ],
)
def test_a_message_is_found_by_our_id_or_where_that_cannot_come_back_by_the_provider_s(channel, said, identity) -> None:
    assert about(an_event("Message Delivered", NOON, channel=channel, properties=said)) == identity


def test_the_domain_of_the_address_is_told_and_nothing_else_of_it() -> None:
    found = REPORTING.heard("u_1", replace(OPENED))
    assert found
    assert found.domain == "shop.test"
