"""Where a customer can be answered, and conversations that go on elsewhere."""

import json

import pytest

from segue.aws.https import Answered
from segue.times import DAY, HOUR, MINUTE
from tests.faults.shop import message, opted_out, post, put_in_force, reported
from tests.handlers.mails_in import headers_of, last_mail, mailed
from tests.handlers.starter import starter_files
from tests.handlers.talks import NUMBER, chatted, desk, heads, known, listed, texts, the_one, whole, wrote


def reach(world) -> dict[str, dict[str, str]]:
    """The channels of the only conversation, by name."""
    status, said = desk(world).get(f"/v1/conversations/{the_one(world)['id']}/reach")
    assert status == 200, said
    return {one["channel"]: one for one in said["items"]}


def moved(world, channel, address="", key="", status=201):
    """The agent goes on elsewhere."""
    talk = the_one(world)
    asked = {"channel": channel, "address": address}
    answered, said = desk(world).post(f"/v1/conversations/{talk['id']}/move", asked, key=key)
    assert answered == status, said
    world.pass_time(MINUTE)
    return said


def test_the_channel_of_the_last_words_is_preselected_and_the_others_say_why_not(world, monkeypatch):
    monkeypatch.setenv("X_TRANSACTIONAL_QUEUE", "")
    monkeypatch.setenv("X_MARKETING_QUEUE", "")
    known(world)
    wrote(world, "Where is my tent?", "i1")
    found = reach(world)
    assert [name for name, one in found.items() if one["preselected"]] == ["sms"]
    states = {name: one["state"] for name, one in found.items()}
    expected = {"sms": "open", "email": "open", "whatsapp": "template", "chat": "none", "messenger": "none", "x": "off"}
    assert states | expected == states
    assert "template" in found["whatsapp"]["words"]
    assert found["sms"]["address"] == NUMBER


def test_an_open_window_says_until_when(world):
    known(world)
    turn = {
        "author": "customer",
        "channel": "whatsapp",
        "text": "Hi",
        "conversation_id": "whatsapp:1:2",
        "phone": NUMBER,
    }
    reported(world, message(world, "track", "t1", userId="u1", event="Conversation Turn", properties=turn))
    world.pass_time(MINUTE)
    assert (reach(world)["whatsapp"]["state"], bool(reach(world)["whatsapp"]["until"])) == ("open", True)
    world.pass_time(DAY)
    assert reach(world)["whatsapp"]["state"] == "template"


def test_who_wants_nothing_by_mail_is_not_reached_there(world):
    known(world)
    no = {"channel": "email", "purpose": "transactional", "granted": False, "email": "kim@shop.test"}
    post(world, message(world, "track", "m5", userId="u1", event="Consent Updated", properties=no))
    wrote(world, "Where is my tent?", "i1")
    assert (reach(world)["email"]["state"], reach(world)["email"]["words"][:20]) == ("refused", "The customer opted o")


def test_a_turn_tells_what_became_of_its_message(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    for channel in ("sms", "whatsapp"):
        desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "Soon", "channel": channel}, key=channel)
        world.pass_time(MINUTE)
    sent, dropped = [one["carried"] for one in whole(world, talk["id"])["turns"][1:]]
    assert (sent["state"], sent["reasons"]) == ("sent", [])
    assert (dropped["state"], dropped["reasons"][0]["word"]) == ("dropped", "window-closed")


def test_a_chat_goes_on_by_mail_and_what_is_answered_there_is_in_the_conversation(world):
    chatted(world, "Where is my tent?", "t1", anonymousId="a1")
    moved(world, "email", "Typed@Else.test", key="k1")
    moved(world, "email", "Typed@Else.test", key="k1")
    assert [one.to for one in world.region.mailbox.mails] == ["typed@else.test"]
    world.pass_time(HOUR)
    mailed(world, "Here I am", "m1@else", "typed@else.test", Subject="Hello")
    assert texts(the_one(world))[-1] == "Here I am"


def test_who_was_moved_is_answered_there_from_then_on(world):
    chatted(world, "Where is my tent?", "t1", anonymousId="a1")
    moved(world, "email", "typed@else.test")
    mailed(world, "Here I am", "m1@else", "typed@else.test", Subject="Hello")
    talk = the_one(world)
    desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "Good"})
    world.pass_time(MINUTE)
    assert (last_mail(world).to, headers_of(last_mail(world))["In-Reply-To"]) == ("typed@else.test", "<m1@else>")


def test_a_stranger_whose_address_was_typed_gets_no_words_of_the_customer_s(world):
    chatted(world, "BUY PILLS", "t1", anonymousId="a1", topic="BUY PILLS")
    moved(world, "email", "stranger@else.test")
    assert "PILLS" not in str(last_mail(world).request)


def test_after_a_week_the_address_begins_its_own_conversation(world):
    chatted(world, "Where is my tent?", "t1", anonymousId="a1")
    moved(world, "email", "typed@else.test")
    world.pass_time(8 * DAY)
    mailed(world, "Something else", "m1@else", "typed@else.test", Subject="Hello")
    assert len(listed(world)) == 2


@pytest.mark.parametrize(
    ("channel", "address", "reason"),
    [
        ("fax", "1", "bad-channel"),
        ("email", "kim", "bad-address"),
        ("email", "kim@x.test\r\nBcc: y@z.test", "bad-address"),
        ("sms", "0612345678", "bad-address"),
        ("whatsapp", "+31612345678", "unreachable"),
        ("email", "", "unreachable"),
    ],
)
def test_where_it_cannot_go_on_is_said_at_once(world, channel, address, reason):
    chatted(world, "Where is my tent?", "t1", anonymousId="a1")
    said = moved(world, channel, address, status=400)
    assert said["type"].endswith(reason)
    assert heads(world)[0].turns == 1


def test_a_suppressed_address_is_not_moved_to(world):
    known(world)
    post(world, opted_out(world, "m5", "kim@shop.test", userId="u1"))
    wrote(world, "Hello", "i1")
    assert moved(world, "email")["turn"]["channel"] == "email"


def test_few_strangers_can_be_written_to_through_one_conversation(world):
    chatted(world, "Where is my tent?", "t1", anonymousId="a1")
    for number in range(3):
        moved(world, "email", f"typed{number}@else.test")
    assert moved(world, "email", "typed4@else.test", status=400)["type"].endswith("too-many")


def test_outside_of_the_window_an_approved_template_goes_by_whatsapp(world, monkeypatch):
    asked = []
    monkeypatch.setattr("segue.aws.carriers.answer", lambda call: asked.append(call) or Answered(200, {}, b"{}"))
    world.region.vault.parameters["/test/sources/meta_token"] = '{"secrets": ["token"]}'
    note = "whatsapp: {text: Hello, template: hello_1}\n"
    put_in_force(world, starter_files() | {"templates/hello.yaml": note})
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    for template, status in (("hello", 201), ("nothing", 400), ("abandoned-cart", 400)):
        said = {"channel": "whatsapp", "template": template}
        assert desk(world).post(f"/v1/conversations/{talk['id']}/turns", said)[0] == status
    world.pass_time(MINUTE)
    assert [json.loads(one.body)["template"]["name"] for one in asked] == ["hello_1"]


def test_an_agent_reads_as_how_many_text_messages_an_answer_goes(world):
    known(world)
    wrote(world, "Where is my tent?", "i1")
    talk = the_one(world)
    desk(world).post(f"/v1/conversations/{talk['id']}/turns", {"text": "a" * 161})
    world.pass_time(MINUTE)
    assert whole(world, talk["id"])["turns"][-1]["carried"]["parts"] == 2
