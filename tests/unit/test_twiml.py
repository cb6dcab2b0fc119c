"""What Twilio does with a call next, and what is allowed to be said of it in a source."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from segue.channels.phone import twilio_voice
from segue.channels.phone.twiml import next_step
from segue.deliveries import Delivery
from segue.errors import Invalid

FACTS = {"person": "u_1", "first_name": 'Kim <&"', "confidence": "exact", "case_topic": "späte Lieferung"}
WORKFLOW = "WW" + "0123456789abcdef" * 2
FLOW = f"https://webhooks.twilio.com/v1/Accounts/AC{'0' * 32}/Flows/FW{'1' * 32}"


def verb(**options: Any) -> ElementTree.Element:
    answer = next_step(options, FACTS, ("first_name",))
    assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    (found,) = ElementTree.fromstring(answer.body)
    return found


def test_a_task_router_s_task_carries_all_that_is_known() -> None:
    enqueue = verb(workflow=WORKFLOW)
    assert (enqueue.tag, enqueue.get("workflowSid")) == ("Enqueue", WORKFLOW)
    assert json.loads(enqueue.findtext("Task") or "") == FACTS


def test_a_studio_flow_goes_on_with_what_is_known_but_for_what_is_personal() -> None:
    redirect = verb(flow=FLOW)
    said = parse_qs(urlsplit(redirect.text or "").query)
    assert (redirect.tag, (redirect.text or "").partition("?")[0]) == ("Redirect", FLOW)
    assert said["FlowEvent"] == ["return"]
    assert {name for name in FACTS if name in said} == {"person", "confidence", "case_topic"}


def test_a_queue_of_twilio_s_is_filled_and_a_program_gets_json() -> None:
    assert (verb(queue="support & care").tag, verb(queue="support & care").text) == ("Enqueue", "support & care")
    answer = next_step({}, FACTS)
    assert json.loads(answer.body) == FACTS
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("options", [{}, {"workflow": WORKFLOW}, {"flow": FLOW}, {"queue": "support"}])
def test_what_can_be_done_may_be_said(options) -> None:
    twilio_voice.check(options)


@pytest.mark.parametrize(
    "options",
    [
        {"workflow": "WW1"},
        {"flow": "https://example.com/Flows/FW1"},
        {"queue": "<Say/>"},
        {"queue": 7},
        {"queu": "x"},
        {"queue": "a", "workflow": WORKFLOW},
    ],
)
def test_anything_else_is_refused_at_plan(options) -> None:
    with pytest.raises(Invalid):
        twilio_voice.check(options)


@pytest.mark.parametrize(
    ("said", "who", "why"),
    [
        ("CallSid=CA1&From=%2B4915228817386", "+4915228817386", ""),
        ("CallSid=CA1&From=%2B266696687", "", "hidden-number"),
        ("CallSid=CA1&From=sip%3Aline7%40desk.example", "", "hidden-number"),
        ("CallSid=CA1&Direction=outbound-api&To=%2B4915228817386&From=%2B1", "+4915228817386", ""),
    ],
)
def test_who_rings(said, who, why) -> None:
    found = twilio_voice.rings(Delivery("calls", "twilio_voice", said.encode()))
    assert (found.who.value if found.who else "", found.why, found.thread) == (who, why, "twilio:CA1")
