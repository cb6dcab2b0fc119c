"""Twilio's messages, written afresh, as turns and outcomes."""

from urllib.parse import urlencode

import pytest

from segue.channels.sms import twilio
from segue.deliveries import Delivery, Parsed, understood
from segue.events import Event
from segue.identifiers import identifiers_of
from segue.messages import OUTCOMES
from tests.builders import NOON

SHOP, KIM = "+441134960000", "+31612345678"
INCOMING = {
    "MessageSid": "SM1",
    "SmsStatus": "received",
    "From": KIM,
    "To": SHOP,
    "Body": "Is it green?",
    "NumMedia": "0",
}


def by_twilio(said: dict[str, str], ours: str = "") -> Parsed:
    headers = {"?message": ours} if ours else {}
    return understood(Delivery("twilio", "twilio", urlencode(said).encode(), headers, NOON), twilio.incoming)


def became(status: str, to: str = KIM, ours: str = "", **said: str) -> Parsed:
    return by_twilio({"MessageSid": "SM1", "MessageStatus": status, "To": to, **said}, ours)


def named(event: Event) -> dict[str, str]:
    return {one.type: one.value for one in identifiers_of(event)}


def test_a_message_is_a_turn():
    (event,) = by_twilio(INCOMING).events
    assert (event.event, event.channel, event.message_id, event.timestamp) == (
        "Conversation Turn",
        "sms",
        "twilio-SM1",
        NOON,
    )
    assert (named(event), event.properties["text"]) == ({"phone": KIM}, "Is it green?")
    again = by_twilio({**INCOMING, "MessageSid": "SM2", "Body": "Hello?"}).events[0]
    assert again.properties["conversation_id"] == event.properties["conversation_id"]


def test_pictures_are_attached():
    media = {
        "NumMedia": "2",
        "MediaUrl0": "https://m.example/0",
        "MediaContentType0": "image/png",
        "MediaUrl1": "https://m.example/1",
    }
    (event,) = by_twilio({**INCOMING, **media}).events
    assert event.properties["attachments"] == [
        {"type": "image/png", "url": "https://m.example/0"},
        {"url": "https://m.example/1"},
    ]


def test_whatsapp_names_the_account_and_the_number():
    said = {"From": f"whatsapp:{KIM}", "To": f"whatsapp:{SHOP}", "WaId": "31612345678", "ProfileName": "Kim"}
    (event,) = by_twilio({**INCOMING, **said}).events
    assert (event.channel, named(event)) == ("whatsapp", {"phone": KIM, "whatsapp_id": "31612345678"})
    (told,) = became("read", f"whatsapp:{KIM}").events
    assert (told.event, told.channel) == ("Message Read", "whatsapp")


def test_messenger_names_the_account_alone():
    (event,) = by_twilio({**INCOMING, "From": "messenger:42", "To": "messenger:7"}).events
    assert (event.channel, named(event)) == ("messenger", {"messenger_id": "42"})


@pytest.mark.parametrize(("kind", "granted"), [("STOP", [False]), ("START", [True, True]), ("HELP", [None])])
def test_what_twilio_itself_understood_counts(kind, granted):
    found = by_twilio({**INCOMING, "Body": "ok", "OptOutType": kind}).events
    assert [one.properties.get("granted") for one in found] == granted


@pytest.mark.parametrize("channel", ["whatsapp", "rcs", "sms"])
def test_a_stop_forbids_at_the_number_on_every_channel_to_it(channel):
    (event,) = by_twilio({**INCOMING, "Body": "Stop", "From": KIM if channel == "sms" else f"{channel}:{KIM}"}).events
    assert event.properties["channel"] == ("sms" if channel == "rcs" else channel)


def test_an_answer_to_a_message_of_ours_is_a_reply_to_it():
    turn, replied = by_twilio({**INCOMING, "OriginalRepliedMessageSid": "SM0"}).events
    assert (turn.properties["reply_to"], replied.event) == ("SM0", "SMS Replied")
    assert replied.properties == {"provider_message_id": "SM0"}


@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("sent", "SMS Sent"),
        ("delivered", "SMS Delivered"),
        ("undelivered", "SMS Failed"),
        ("failed", "SMS Failed"),
        ("read", "Message Read"),
    ],
)
def test_a_status_is_of_our_message(status, name):
    (event,) = became(status, ours="u_1_2", ErrorCode="30003").events
    assert (event.event, event.message_id, named(event)) == (name, f"twilio-SM1-{status}", {"phone": KIM})
    assert (event.properties["message_id"], event.properties["reason"]) == ("u_1_2", "30003")


@pytest.mark.parametrize("order", [("delivered", "read"), ("read", "delivered")])
def test_a_later_delivered_takes_nothing_from_read(order):
    events = [became(one, f"whatsapp:{KIM}").events[0] for one in order]
    assert {OUTCOMES[str(one.event)] for one in events} == {"delivered", "opened"}
    assert len({one.message_id for one in events}) == 2


def test_what_is_under_way_is_ignored_and_what_nobody_knows_is_kept():
    assert [one.name for one in became("queued").ignored] == ["queued"]
    assert [one.reason for one in became("huh").rejected] == ["unknown-topic"]
