"""The channel and the style that suit a customer, all the way from what she did or said to what leaves."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from segue.messages import Message
from segue.times import HOUR, MINUTE
from tests.faults.cloud.world import World
from tests.faults.shop import added, message, post
from tests.handlers.starter import started, starter_files
from tests.handlers.test_sending import KIM, the_messages
from tests.handlers.test_text_messages import JOURNEY, NUMBER, STEP

TEMPLATE = "templates/abandoned-cart.yaml"
INBOX = re.compile(r"^( *)inapp:\n(?:\1 .*\n)+", re.MULTILINE)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A shop that writes mails and text messages alone, and a journey that leaves the choice open."""
    files = starter_files()
    journey = (
        files[JOURNEY].replace(STEP, "template: abandoned-cart, channel: best").replace("marketing", "transactional")
    )
    template = INBOX.sub("", files[TEMPLATE])  # which costs least of all
    with started(files | {JOURNEY: journey, TEMPLATE: template}) as made:
        monkeypatch.setenv("SMS_FROM", "Shop")
        monkeypatch.setenv("SMS_FROM_MARKETING", "ShopNews")
        yield made


def sent(world: World, *before: dict[str, Any], **traits: Any) -> Message:
    """What Kim gets about her cart, after all that went before."""
    post(world, message(world, "identify", "m1", userId="u1", traits={"email": KIM, "phone": NUMBER, **traits}))
    post(world, *before)
    world.pass_time(MINUTE)
    post(world, added(world, "m-c1", userId="u1"))
    world.pass_time(3 * HOUR)
    (one,) = the_messages(world)
    assert one.state == "sent"
    return one


def reports(world: World, *names: str) -> list[dict[str, Any]]:
    """What providers told of earlier messages."""
    return [message(world, "track", f"r{place}", userId="u1", event=name) for place, name in enumerate(names)]


def test_of_somebody_unknown_the_cheaper_channel_is_taken(world: World) -> None:
    one = sent(world)
    assert (one.channel, [word for word, _ in one.considered]) == ("email", ["chosen", "nothing-learned"])


def test_the_channel_that_she_declared_is_taken(world: World) -> None:
    one = sent(world, preferred_channel="SMS")
    assert (one.channel, dict(one.considered)["prefers"]) == ("sms", {"channel": "sms"})


def test_the_channel_that_she_answers_is_taken_with_the_counts_as_its_reason(world: World) -> None:
    said = reports(world, *["Email Sent"] * 6, *["SMS Sent", "SMS Link Clicked"] * 2)
    one = sent(world, *said)
    assert one.channel == "sms"
    said = dict(one.considered)["answers"]
    assert said == {"channel": "sms", "answered": 2, "sent": 2, "others": ", 0 of 6 by e-mail"}


def test_the_style_that_she_declared_is_sent_and_told_to_the_provider() -> None:
    with started() as world:
        one = sent(world, style="short")
        (mail,) = world.region.mailbox.mails
    assert (one.variant, mail.tags["variant"]) == ("short", "short")
