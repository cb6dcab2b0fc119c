"""An answer of the staff, from the message to the provider."""

from typing import Any

import pytest

from segue.conversations.conversations import Turn
from segue.conversations.desk.replying import Destination
from segue.times import HOUR
from segue.wiring.singles import content_of
from segue.wiring.tables import contact_points
from tests.faults.cloud.world import World
from tests.faults.replies import KIM, NUMBER, answered, at, known, now_standing
from tests.faults.shop import message, opted_out, post
from tests.handlers.starter import started

HEARD = Turn("x", "c_1", 1, "customer", "email", thread="email:root@kim", detail={"mail": "2@kim"})


@pytest.fixture
def world(monkeypatch):
    """A shop that Kim is known to."""
    with started() as made:
        monkeypatch.setenv("EMAIL_REPLY_TO", "help@shop.test")
        known(made)
        yield made


def sent(world: World, to: Destination, **said: Any) -> Any:
    """The message after it was answered and an hour passed."""
    made = answered(world, to, **said)
    world.pass_time(HOUR)
    return now_standing(world, made.id)


def by_mail(world: World, **more: Any) -> Destination:
    with world.aside():
        return at("email", "email", KIM, **more)


def test_an_answer_by_mail_arrives_once_below_the_mail_that_it_answers(world):
    one = sent(world, by_mail(world), answered=HEARD)
    (mail,) = world.region.mailbox.mails
    simple = mail.request["Content"]["Simple"]
    headers = {each["Name"]: each["Value"] for each in simple["Headers"]}
    assert (mail.to, one.state, one.provider_id) == (KIM, "sent", mail.id)
    assert headers == {"In-Reply-To": "<2@kim>", "References": "<root@kim> <2@kim>"}
    assert mail.request["ReplyToAddresses"] == ["help@shop.test"]
    assert simple["Subject"]["Data"] == "Re: Where is my tent?"


def test_nothing_in_it_is_tracked_and_there_is_no_way_out_of_what_was_asked_for(world):
    sent(world, by_mail(world), text="See https://shop.test/tent")
    body = world.region.mailbox.mails[0].request["Content"]["Simple"]["Body"]
    assert "https://shop.test/tent" in body["Html"]["Data"]
    assert "unsubscribe" not in str(body)
    assert "/l/" not in str(body)


def test_what_was_said_is_shown_as_it_was_sent(world):
    one = sent(world, by_mail(world))
    with world.aside():
        assert content_of(one)["text"].startswith("On its way.")


def test_the_same_turn_again_sends_nothing_more(world):
    sent(world, by_mail(world))
    sent(world, by_mail(world))
    assert len(world.region.mailbox.mails) == 1


def test_a_text_message_is_answered_without_a_yes_to_text_messages(world):
    with world.aside():
        to = at("sms", "phone", NUMBER)
    assert sent(world, to).state == "sent"
    assert world.region.mailbox.mails[0].request["Message"] == "On its way."


def test_an_opt_out_of_marketing_does_not_hold_an_answer(world):
    post(world, opted_out(world, "m5", KIM, userId="u1"))
    assert sent(world, by_mail(world)).state == "sent"


def test_who_does_not_want_to_be_written_to_is_not_answered_and_the_agent_reads_why(world):
    no = {"channel": "email", "purpose": "transactional", "granted": False, "email": KIM}
    post(world, message(world, "track", "m5", userId="u1", event="Consent Updated", properties=no))
    one = sent(world, by_mail(world))
    assert (one.state, one.reasons, world.region.mailbox.mails) == ("dropped", ("opted-out",), [])


def test_an_address_that_bounced_is_not_answered(world):
    to = by_mail(world)
    with world.aside():
        contact_points().suppress(to.point, "bounce", world.clock)
    one = sent(world, to)
    assert (one.state, one.reasons) == ("dropped", ("suppressed-bounce",))


def test_an_address_that_the_customer_gave_for_this_conversation_is_answered_and_becomes_nobody_s(world):
    with world.aside():
        to = at("email", "email", "typed@else.test", address="typed@else.test")
        other = at("email", "email", "typed@else.test", address="other@else.test")
    assert sent(world, to).state == "sent"
    assert sent(world, other, id="t_2").reasons == ("no-address",)
    assert [one.to for one in world.region.mailbox.mails] == ["typed@else.test"]


def test_where_whatsapp_s_window_is_closed_the_agent_reads_it(world, monkeypatch):
    monkeypatch.setenv("WHATSAPP_TRANSACTIONAL_QUEUE", "https://queue.test")
    with world.aside():
        to = at("whatsapp", "phone", NUMBER)
    one = sent(world, to)
    assert (one.state, one.reasons) == ("dropped", ("window-closed",))


def test_a_channel_that_is_not_set_up_says_so(world, monkeypatch):
    for purpose in ("TRANSACTIONAL", "MARKETING"):
        monkeypatch.setenv(f"MESSENGER_{purpose}_QUEUE", "")
    with world.aside():
        to = at("messenger", "messenger_id", "77")
    assert sent(world, to).reasons == ("no-queue",)
