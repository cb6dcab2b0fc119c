"""Which outcome a provider's event tells of, and of which message."""

from dataclasses import replace as copied
from typing import Any, cast

import pytest
from msgspec.structs import replace

from segue.aws.messages import Messages
from segue.aws.reporting import Reporting, outcome_of
from segue.events import Event
from segue.messages import Message, Outcome
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


def told(name: str, channel: str = "messenger", **about: Any) -> Message:
    """A message of Kim's, sent at noon."""
    person = about.pop("person", "u_1")
    known = Message(f"u_1_{name}", person, "", "j", "c", "0", "t", channel, "marketing", NOON, state="sent")
    return copied(known, **{"decided": NOON, "provider_id": f"mid-{name}", **about})


THEIRS = (
    told("a"),
    told("b", person="u_0"),
    told("later", decided=NOON + 1),
    told("lost", state="unknown", provider_id=""),
    told("gram", "instagram"),
)


class Desk:
    """Messages, of which one is known by what its provider calls it."""

    def record(self, identity: str, outcome: str, _moment: int) -> Outcome:
        return Outcome("email", identity, outcome, new=True)

    def of_people(self, persons: list[str]) -> list[Message]:
        return [one for one in THEIRS if one.person in persons]


REPORTING = Reporting(cast("Messages", Desk()), lambda one: (one, "u_0"))


def about(event: Event) -> list[str]:
    """The ids of the messages that the event is about."""
    return [one.purpose for one in REPORTING.heard("u_1", event)]


@pytest.mark.parametrize(
    ("channel", "said", "found"),
    [
        ("email", {"message_id": "u_1_m", "provider_message_id": "mid-a"}, ["m"]),
        ("messenger", {"provider_message_id": "mid-a"}, ["a"]),
        ("messenger", {"provider_message_id": "mid-b", "watermark": str(NOON)}, ["b"]),
        ("instagram", {"provider_message_id": "mid-2"}, []),
        ("email", {"provider_message_id": "mid-a"}, []),
        ("email", {"message_id": "foreign"}, []),
        ("email", {"message_id": 3}, []),
        ("messenger", {}, []),
        ("messenger", {"watermark": "soon"}, []),
    ],
)
def test_a_message_is_found_by_our_id_or_where_that_cannot_come_back_by_the_provider_s(channel, said, found) -> None:
    assert about(an_event("Message Delivered", NOON, channel=channel, properties=said)) == [
        f"u_1_{one}" for one in found
    ]


def test_a_moment_up_to_which_all_was_read_names_what_was_surely_taken_by_then_on_the_channel() -> None:
    read = an_event("Message Read", NOON + 9, channel="messenger", properties={"watermark": str(NOON)})
    assert about(read) == ["u_1_a", "u_1_b"]


def test_the_domain_of_the_address_is_told_and_nothing_else_of_it() -> None:
    (found,) = REPORTING.heard("u_1", replace(OPENED))
    assert found.domain == "shop.test"
