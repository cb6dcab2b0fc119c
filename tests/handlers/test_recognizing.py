"""Known before hello: what a telephone flow gets of who calls, and the call as a conversation at the desk."""

import json
from typing import Any

import pytest

from segue.channels.twilio_trials import signed
from segue.times import MINUTE, SECOND
from segue_tools.places import ROOT
from tests.faults.cloud.world import World
from tests.faults.shop import added, http, identified, message, ordered, post, put_in_force
from tests.handlers.starter import started, starter_files
from tests.handlers.talks import KIM, NUMBER, chatted, desk, heads, known, listed

SAMPLE = json.loads((ROOT / "events" / "recognize_caller.json").read_text())
SECRET = "the-auth-token"
VOICE = "provider: twilio_voice\nchannel: phone\n"
POLICY = "vip: [open-cart]\nqueues: [{id: lines, channels: [phone]}]\n"


@pytest.fixture
def world():
    with started() as made:
        put_in_force(
            made, {**starter_files(), "policies/conversations.yaml": POLICY, "sources/twilio_voice.yaml": VOICE}
        )
        yield made


def flow(number: str | None = NUMBER, contact: str = "contact-1", **said: Any) -> dict[str, Any]:
    endpoint = {"Type": "TELEPHONE_NUMBER", "Address": number} if number else None
    data = {**SAMPLE["Details"]["ContactData"], "ContactId": contact, "InitialContactId": contact, **said}
    return {**SAMPLE, "Details": {"ContactData": {**data, "CustomerEndpoint": endpoint}, "Parameters": {}}}


def asked(world: World, event: Any = None) -> dict[str, str]:
    answer = world.lambdas.invoke("recognize_caller", flow() if event is None else event)
    world.pass_time(MINUTE)
    return answer


def test_a_customer_with_an_order_and_an_open_case_is_known_before_hello(world) -> None:
    known(world)
    post(world, message(world, "identify", "m3", userId="u1", traits={"firstName": "Kim", "locale": "de-AT"}))
    post(world, ordered(world, "m4", userId="u1"))
    chatted(world, "My tent is torn", "t1", topic="damaged")
    (case,) = listed(world)
    found = asked(world)
    wanted = {"known": "true", "confidence": "exact", "people": "1", "first_name": "Kim", "language": "de-AT"}
    assert found.items() >= {**wanted, "vip": "false", "segments": "", "why": ""}.items()
    assert (found["person"], found["conversation"], found["case_topic"]) == (case["person"], case["id"], "damaged")
    assert (found["order"], found["order_state"], found["case"]) == ("o-m4", "placed", case["id"])
    assert found["queue"] == "lines"


def test_a_flow_is_told_of_the_conversation_that_the_call_is_filed_in_whatever_was_done_to_others(world) -> None:
    known(world)
    chatted(world, "My tent is torn", "t1", topic="damaged")
    (before,) = listed(world)
    chatted(world, "And where is my refund?", "t2", topic="refund", conversation_id="chat:2")
    assert desk(world).ask("PUT", f"/v1/conversations/{before['id']}/tags", '{"tags": ["tent"]}')[0] == 200
    found = asked(world)
    (filed,) = (one.id for one in heads(world) if "phone" in one.channels)
    assert found["conversation"] == filed != before["id"]


def test_who_is_in_a_segment_that_the_shop_calls_vip_is_told_as_such(world) -> None:
    known(world)
    post(world, added(world, "m3", userId="u1"))
    world.pass_time(MINUTE)
    found = asked(world)
    assert (found["vip"], "open-cart" in found["segments"].split(",")) == ("true", True)


def test_the_answer_is_a_flat_map_of_texts_within_a_flow_s_limit(world) -> None:
    known(world)
    for event in (flow(), flow("+4930901820"), flow(None), SAMPLE, {"Details": {}}, {"Name": "x"}):
        found = asked(world, event)
        assert all(isinstance(one, str) for one in (*found, *found.values()))
        assert len(json.dumps(found)) < 32 * 1024
        assert found["known"] in ("true", "false")


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (flow("+4930901820"), "unknown-number"),
        (flow(None), "hidden-number"),
        (flow("anonymous"), "hidden-number"),
        ({"Details": {"ContactData": None}}, "not-understood"),
        ({"Details": {"ContactData": {"ContactId": ["x"], "Channel": 7}}}, "hidden-number"),
        ({"Details": "x"}, "not-understood"),
        ([], "not-understood"),
    ],
)
def test_who_is_not_known_is_said_not_to_be(world, event, why) -> None:
    found = asked(world, event)
    assert (found["known"], found["confidence"], found["why"], found["person"]) == ("false", "unknown", why, "")


def test_a_call_is_one_conversation_whoever_tells_of_it(world) -> None:
    known(world)
    chatted(world, "My tent is torn", "t1")
    asked(world)
    asked(world)
    started_event = json.loads((ROOT / "events" / "receive_phone.json").read_text())
    started_event["detail"] |= {"contactId": "contact-1", "initialContactId": "contact-1"}
    world.hand_over("receive_phone", started_event)
    world.pass_time(MINUTE)
    (head,) = heads(world)
    assert (set(head.channels), head.turns, head.state) == ({"chat", "phone"}, 2, "open")


def test_a_contact_that_does_not_say_who_calls_waits_for_the_flow_that_does(world) -> None:
    known(world)
    chatted(world, "My tent is torn", "t1")
    begun = json.loads((ROOT / "events" / "receive_phone.json").read_text())
    begun["detail"] |= {"contactId": "contact-1", "initialContactId": "contact-1"}
    world.hand_over("receive_phone", begun)
    world.pass_time(5 * SECOND)
    asked(world)
    (head,) = heads(world)
    assert (set(head.channels), head.turns) == ({"chat", "phone"}, 2)


def test_a_number_that_two_people_have_named_tells_of_neither(world) -> None:
    post(world, identified(world, "m1", "u1", KIM), identified(world, "m2", "u2", "sam@shop.test"))
    for user in ("u1", "u2"):
        post(world, message(world, "identify", f"p-{user}", userId=user, traits={"phone": NUMBER}))
    world.pass_time(MINUTE)
    found = asked(world)
    assert (found["confidence"], found["people"], found["person"], found["first_name"]) == ("several", "2", "", "")


def test_a_till_s_number_is_nobody_s(world) -> None:
    for user in range(9):
        post(world, message(world, "identify", f"p-{user}", userId=f"u{user}", traits={"phone": NUMBER}))
    world.pass_time(MINUTE)
    found = asked(world)
    assert (found["confidence"], found["person"]) == ("shared", "")


def rang(world: World, path: str = "/voice/twilio_voice", secret: str = SECRET) -> dict[str, Any]:
    """Twilio asks what to do with a call."""
    said = {"CallSid": "CA1", "CallStatus": "ringing", "Direction": "inbound", "From": NUMBER}
    asked = signed(secret, f"https://segue.test{path}", said)
    event = http("POST", path, asked.body.decode(), dict(asked.headers))
    answer = world.lambdas.invoke("recognize_caller", event)
    world.pass_time(MINUTE)
    return answer


def test_twilio_is_told_who_calls_and_the_call_is_at_the_desk(world) -> None:
    world.region.vault.parameters["/test/sources/twilio_voice"] = json.dumps({"secrets": [SECRET]})
    known(world)
    answer = rang(world)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["confidence"] == "exact"
    assert [rang(world)["statusCode"], rang(world, secret="x")["statusCode"]] == [200, 401]
    (head,) = heads(world)
    assert (head.channel, head.turns, head.threads) == ("phone", 1, ("twilio:CA1",))
