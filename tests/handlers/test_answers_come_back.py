"""What a customer answers to an answer of ours comes to the same conversation; our own words told back do not."""

import json

import pytest

from segue.aws import https
from segue.aws.settings import settings
from segue.aws.tables import update_if
from segue.messages import person_of
from segue.times import DAY, MINUTE, to_text
from tests.conversation_samples import SAMPLES
from tests.faults.shop import http, message, post, put_in_force
from tests.handlers.mails_in import headers_of, last_mail, mailed
from tests.handlers.starter import starter_files
from tests.handlers.talks import chatted, desk, known, listed, texts, the_one, whole, wrote
from tests.signing import WHEN

SES = "0100019a1b2c3d4e-5f607182-0000@eu-west-1.amazonses.com"


def answered(world, text, **more):
    """The agent answers in the only conversation; it is told with its turns."""
    talk = the_one(world)
    status, said = desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": text, **more})
    assert status == 201, said
    world.pass_time(MINUTE)
    return whole(world, talk["id"])


def test_a_mail_is_answered_in_its_thread_and_the_next_one_is_in_the_conversation(world):
    known(world)
    mailed(world, "Where is it?", "m1@kim")
    answered(world, "On its way")
    assert headers_of(last_mail(world)) == {"In-Reply-To": "<m1@kim>", "References": "<m1@kim>"}
    thread = {"In_Reply_To": f"<{SES}>", "References": f"<m1@kim> <{SES}>"}
    mailed(world, "Thanks", "m2@kim", **thread)
    assert texts(the_one(world)) == ["Where is it?", "On its way", "Thanks"]


def test_a_chat_that_is_answered_by_mail_goes_on_by_mail_even_from_another_address(world):
    known(world)
    chatted(world, "Where is my tent?", "t1")
    answered(world, "On its way", channel="email")
    own = headers_of(last_mail(world))["References"]
    thread = {"In_Reply_To": f"<{SES}>", "References": f"{own} <{SES}>"}
    mailed(world, "Great", "m9@work", "kim@work.test", **thread)
    assert texts(the_one(world)) == ["Where is my tent?", "On its way", "Great"]
    answered(world, "Good", channel="email")
    assert (last_mail(world).to, headers_of(last_mail(world))["In-Reply-To"]) == ("kim@work.test", "<m9@work>")


def test_a_mail_that_names_a_conversation_that_it_was_never_told_of_begins_its_own(world):
    known(world)
    chatted(world, "Where is my tent?", "t1")
    answered(world, "On its way")
    talk = the_one(world)
    mailed(world, "Let me in", "m9@mallory", "mallory@else.test", References=f"<{talk['id']}@desk.segue.invalid>")
    assert len(listed(world)) == 2


@pytest.mark.parametrize(("named", "there"), [(SES, 3), ("0100ffff1b2c3d4e-5f607182-0000@eu-west-1.amazonses.com", 2)])
def test_without_references_a_late_mail_is_known_by_the_provider_s_id_of_ours(world, named, there):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = answered(world, "On its way", channel="email")
    with world.aside():
        identity = talk["turns"][-1]["message"]
        key = {"pk": person_of(identity), "sk": identity}
        update_if(settings().messages, key, "SET provider_id = :id", "", id=SES.partition("@")[0])
    world.pass_time(8 * DAY)
    mailed(world, "It is too small", "m7@kim", Subject="Tent", In_Reply_To=f"<{named}>")
    assert len(whole(world, talk["id"])["turns"]) == there


@pytest.fixture
def zendesk(world, monkeypatch):
    """A shop whose agents stay in Zendesk, and what Zendesk was asked."""
    asked = []
    answer = https.Answered(200, {}, b'{"audit": {"id": 7}}')
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: asked.append(call) or answer)
    monkeypatch.setenv("HELPDESK_SETTINGS", "shop")
    monkeypatch.setenv("HELPDESK_FROM", "700")
    for name in ("zendesk", "zendesk_token"):
        world.region.vault.parameters[f"/test/sources/{name}"] = '{"secrets": ["key"]}'
    return asked


def commented(world, text, own, staff=False):
    """Zendesk tells of a public comment on ticket 42."""
    comment = {"id": own, "body": text, "is_public": True, "author": {"id": "9", "is_staff": staff, "name": "Kim"}}
    said = {"type": "zen:event-type:ticket.comment_added", "time": to_text(world.clock), "event": {"comment": comment}}
    said |= {"id": f"e-{own}", "detail": {"id": "42", "requester_id": "9", "subject": "Tent", "description": "-"}}
    was = WHEN.set(world.clock)
    request = SAMPLES["zendesk"]("key", json.dumps(said).encode())
    WHEN.reset(was)
    event = http("POST", "/webhooks/zendesk", request.body.decode(), request.headers)
    answer = world.call("receive_support", lambda: event)
    assert answer["statusCode"] == 200
    world.pass_time(MINUTE)


def test_an_answer_into_a_ticket_is_written_there_once_and_filed_once(world, zendesk):
    commented(world, "Where is my tent?", "1")
    answered(world, "On its *way*, Kim.")
    (call,) = zendesk
    assert json.loads(call.body)["ticket"]["comment"]["body"] == "On its *way*, Kim."
    commented(world, "On its way, Kim.", "2", staff=True)
    assert texts(the_one(world)) == ["Where is my tent?", "On its *way*, Kim."]


def test_what_an_agent_writes_in_zendesk_is_a_turn(world, zendesk):
    commented(world, "Where is my tent?", "1")
    answered(world, "On its way.")
    commented(world, "It left this morning.", "2", staff=True)
    assert texts(the_one(world))[-1] == "It left this morning."


def test_the_same_answer_twice_is_two_turns(world, zendesk):
    commented(world, "Where is my tent?", "1")
    answered(world, "Soon.")
    answered(world, "Soon.")
    assert texts(the_one(world)) == ["Where is my tent?", "Soon.", "Soon."]
    assert len(zendesk) == 2


def test_the_card_is_noted_in_the_ticket_once_until_facts_change(world, zendesk):
    files = starter_files()
    put_in_force(world, files | {"policies/conversations.yaml": "card_notes: true\n"})
    known(world)
    chatted(world, "My tent is torn", "t1")
    post(
        world,
        message(world, "identify", "z1", userId="u1", context={"externalIds": [{"type": "zendesk_id", "id": "9"}]}),
    )
    commented(world, "As I said in the chat", "1")
    commented(world, "Hello?", "2")
    notes = [json.loads(one.body)["ticket"]["comment"] for one in zendesk]
    assert [one["public"] for one in notes] == [False] * len(notes)
    assert 1 <= len(notes) <= 2
    assert len({one["body"] for one in notes}) == len(notes)
