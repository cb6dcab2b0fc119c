"""Which events forbid writing to an address, and which address."""

from typing import Any

import pytest

from segue.consent import asked
from segue.identifiers import Identifier
from segue.suppressions import Suppression, suppressions
from tests.builders import NOON, an_event

KIM, NUMBER = Identifier("email", "kim@shop.test"), Identifier("phone", "+31612345678")
ADDRESSES = {"email": KIM.value, "phone": NUMBER.value}


def found(called: str, via: str = "email", /, **said: Any) -> list[tuple[Identifier, str, str | None]]:
    event = an_event(called, channel=via, properties={**ADDRESSES, **said})
    assert all(isinstance(one, Suppression) and one.moment == NOON for one in suppressions(event))
    return [(one.address, one.reason, one.purpose) for one in suppressions(event)]


@pytest.mark.parametrize(
    ("called", "said", "reason"),
    [
        ("Email Marked as Spam", {}, "complaint"),
        ("Email Bounced", {"bounce_type": "Permanent"}, "bounce"),
    ],
)
def test_a_complaint_or_a_hard_bounce_forbids_everything_at_the_address(
    called: str, said: dict[str, Any], reason: str
) -> None:
    assert found(called, **said) == [(KIM, reason, None)]


def test_only_the_mail_provider_is_believed_about_complaints_and_bounces() -> None:
    assert found("Email Bounced", "web", bounce_type="Permanent") == []
    assert found("Email Marked as Spam", "web") == [(KIM, "opt-out", "marketing")]


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Email Bounced", {"bounce_type": "Transient"}),
        ("Email Opened", {"bounce_type": "Permanent"}),
        ("Consent Updated", {"granted": True}),
        ("Consent Updated", {"granted": False, "channel": "push"}),
    ],
)
def test_what_passes_or_is_about_no_address_forbids_nothing(called: str, said: dict[str, Any]) -> None:
    assert found(called, **said) == []


@pytest.mark.parametrize(
    ("channel", "address"), [("email", KIM), ("sms", NUMBER), ("whatsapp", NUMBER), ("phone", NUMBER)]
)
def test_an_opt_out_is_of_one_purpose_at_the_address_of_its_channel(channel: str, address: Identifier) -> None:
    said = {"granted": False, "channel": channel, "purpose": "news"}
    assert found("Consent Updated", "web", **said) == [(address, "opt-out", "news")]


def test_an_opt_out_without_address_is_no_suppression() -> None:
    assert suppressions(an_event("Unsubscribed", properties={})) == ()


@pytest.mark.parametrize(
    ("called", "said", "answer"),
    [
        ("Consent Updated", {"granted": False, "channel": "Sms", "purpose": "Our News"}, ("sms", "our_news", False)),
        ("Consent Updated", {"granted": False, "channel": "", "purpose": "news"}, ("email", "news", False)),
        ("Consent Updated", {"granted": False, "channel": "sms", "purpose": "1"}, ("sms", "marketing", False)),
        ("Consent Updated", {"granted": True, "channel": "sms", "purpose": "1"}, None),
        ("Consent Updated", {"granted": True, "channel": "1", "purpose": "news"}, None),
        ("Consent Updated", {"granted": "yes"}, None),
        ("Consent Updated", {}, None),
        ("Unsubscribed", {"granted": True, "purpose": "news"}, ("email", "news", False)),
        ("Email Marked as Spam", {}, ("email", "marketing", False)),
        ("Product Viewed", {"granted": False}, None),
        ("Product Viewed", {"granted": True}, None),
    ],
)
def test_an_event_answers_the_question_of_consent_in_few_ways(
    called: str, said: dict[str, Any], answer: tuple[str, str, bool] | None
) -> None:
    assert asked(an_event(called, properties=said)) == answer
