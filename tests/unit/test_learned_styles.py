"""The style of a template that a person gets."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from segue import facets
from segue.channels.email import ses
from segue.channels.outgoing import Sender
from segue.deliveries import Delivery
from segue.events import Event
from segue.facets import style as facet
from segue.messages import Envelope, Message
from segue.messaging.channel_policies import ChannelPolicy
from segue.messaging.reasons import Reason
from segue.messaging.styles import style
from segue.profile.profiles import Profile
from segue.times import DAY
from tests.builders import NOON, an_event, an_identify
from tests.fake_sending import KIM, PLAYBOOK, WELCOME, Told
from tests.fake_sending import MESSAGE as SENT

POLICY = ChannelPolicy()
MESSAGE = Message("u_1_m", "u_1", "", "j", "c", "0", "t", "email", "marketing", NOON)


def mails(variant: str, answered: int, sent: int, kind: str = "Email Opened", **said: Any) -> list[Event]:
    """So many mails in a style, the first ones answered."""
    about = {"variant": variant, **said}
    events = [an_event("Email Sent", NOON - day * DAY, properties=about) for day in range(sent)]
    return [*events, *(an_event(kind, NOON - day * DAY + 9, properties=about) for day in range(answered))]


def person(*events: Event, **traits: Any) -> Profile:
    return Profile("u_1", facets.absorb({}, [an_identify(NOON, **traits), *events]), ("u_1",))


ONLY_SHORT = (*mails("short", 4, 4), *mails("usual", 0, 4))


def test_who_answers_only_short_mails_gets_short_ones_after_the_stated_number_of_sends() -> None:
    found = style(person(*ONLY_SHORT), ("short",), POLICY, MESSAGE)
    assert found.variant == "short"
    assert found.why
    assert found.why.text() == "In the style short: the customer answered 4 of 4 such, 0 of 4 usual."


def test_before_that_styles_take_turns_and_the_usual_words_begin() -> None:
    sent: list[Event] = []
    gone = []
    for number in range(7):
        gone.append(style(person(*sent), ("short",), POLICY, MESSAGE).variant)
        about = {"variant": gone[-1]}
        sent.append(an_event("Email Delivered", NOON + number, properties=about))
    assert gone == ["usual", "short", "usual", "short", "usual", "short", "usual"]
    last = style(person(*sent), ("short",), POLICY, MESSAGE).why
    assert last
    assert last.text().endswith("styles take turns until 8 were sent, 7 so far.")


def test_where_no_report_says_a_style_nothing_is_tried() -> None:
    unsaid = [an_event("Email Sent", NOON - day * DAY) for day in range(20)]
    assert style(person(*unsaid), ("short",), POLICY, MESSAGE) == ("usual", None)


def test_a_style_that_was_hardly_tried_is_not_settled_against() -> None:
    one_sided = person(*mails("usual", 3, 11), *mails("short", 0, 1))
    assert style(one_sided, ("short",), POLICY, MESSAGE).variant == "short"


def test_receipts_try_nothing() -> None:
    receipt = replace(MESSAGE, purpose="transactional")
    assert style(person(), ("short",), POLICY, receipt).variant == "usual"
    assert style(person(*ONLY_SHORT), ("short",), POLICY, receipt).variant == "short"


@pytest.mark.parametrize("trait", ["style", "tone", "preferred_tone", "preferred_length"])
def test_a_declared_style_wins(trait: str) -> None:
    found = style(person(*ONLY_SHORT, **{trait: "Formal "}), ("short", "formal"), POLICY, MESSAGE)
    assert found == ("formal", Reason("style-declared", {"style": "formal"}))


def test_a_declared_style_that_the_template_lacks_changes_nothing() -> None:
    assert style(person(*ONLY_SHORT, style="rhymed"), ("short",), POLICY, MESSAGE).variant == "short"
    assert style(person(*ONLY_SHORT, style="usual"), ("short",), POLICY, MESSAGE).variant == "usual"


def test_the_usual_words_stay_where_they_are_answered_as_often() -> None:
    assert style(person(*mails("short", 2, 4), *mails("usual", 2, 4)), ("short",), POLICY, MESSAGE).variant == "usual"


def test_machines_answer_no_style() -> None:
    machine = (*mails("short", 4, 4, user_agent="GoogleImageProxy"), *mails("usual", 1, 4))
    assert style(person(*machine), ("short",), POLICY, MESSAGE).variant == "usual"


def test_what_became_of_styles_is_no_form_that_the_customer_wants() -> None:
    value = person(*ONLY_SHORT).facets["style"]
    assert facet.forms(value) == {}
    assert facet.variants(value) == {"short": {"sent": 4, "opened": 4}, "usual": {"sent": 4}}


def test_the_sender_writes_in_the_style_that_was_chosen() -> None:
    styled = {**PLAYBOOK.templates["cart"], "styles": {"short": {"subject": "Still here"}}}
    playbook = replace(PLAYBOOK, templates={"cart": styled})
    told = Told(events=(*WELCOME, an_identify(NOON + 1, email=KIM, style="short")))
    told.send(SENT, playbook)
    assert [mail.parts["subject"] for mail in told.mails] == ["Still here"]


def test_the_provider_s_reports_say_in_which_style_a_mail_was() -> None:
    envelope = Envelope("kim@shop.test", dict.fromkeys(("subject", "html", "text"), "x"), "https://segue.test/u")
    call = ses.outgoing(replace(MESSAGE, variant="short"), envelope, Sender())
    said = {one["Name"]: [one["Value"]] for one in call.parameters["EmailTags"]}
    assert said["variant"] == ["short"]
    note = {"eventType": "Open", "mail": {"messageId": "p1", "destination": [envelope.to], "tags": said}, "open": {}}
    (part,) = ses.incoming(Delivery("mail", "ses", msgspec.json.encode(note), received_at=NOON))
    assert isinstance(part, Event)
    assert facet.variants(facets.absorb({}, [part])["style"]) == {"short": {"opened": 1}}
    assert ses.outgoing(replace(MESSAGE, variant="not a tag"), envelope, Sender()).parameters["EmailTags"][2:] == []
