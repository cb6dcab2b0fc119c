"""The story of the support desk on the running stack: one customer, five channels, one conversation, nothing twice.

Kim chats about an order without signing in, leaves, answers by mail from the telephone, and calls. Amy sees one
conversation with its card and that marketing is paused, answers by text message and resolves. How easy it was is asked
once; the timeline has all of it.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.local.support_day import Day, asked_soon
from tests.local.waiting import eventually
from tests.recorded_webhooks import PAYLOADS

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(not PAYLOADS.exists(), reason="no recordings: the folder ../shared/data is not here"),
]
QUIET = 10  # seconds in which a second question would have come


@pytest.fixture(scope="module")
def day(outputs, call, ask, aws, resource, collect) -> Iterator[Day]:
    """Kim, before anything was said."""
    made = Day(outputs, call, ask, aws, resource)
    with asked_soon(ask):
        made.introduces(collect)
        yield made


@pytest.fixture(scope="module")
def told(day) -> dict[str, Any]:
    """What the customer does: chats, goes on by mail, calls; and what the flow is told of who calls."""
    asked = {"writeKey": day.outputs["write_key"], "anonymousId": day.browser, "locale": "en"}
    chat = day.chat("POST", "", asked)
    way, token = f"/{chat['id']}", chat["token"]
    day.chat("POST", f"{way}/turns", {"clientId": "c1", "form": {"order": day.order}}, token)
    day.chat("POST", f"{way}/turns", {"clientId": "c2", "text": "My tent has arrived torn."}, token)
    day.chat("POST", f"{way}/move", {"channel": "email", "address": day.email}, token)
    eventually(day.mails)
    day.writes_mail("I am on the train: the tear is at the left seam.")
    eventually(lambda: "email" in day.talk(day.known())["channels"])
    return day.calls()


@pytest.fixture(scope="module")
def talk(day, told) -> dict[str, Any]:
    """The conversation as the agent finds it when the telephone has rung."""
    return eventually(lambda: _with(day.talk(day.known()), "phone"))


@pytest.fixture(scope="module")
def paused(day, talk) -> list[Any]:
    """The cases that are open: while there are any, no marketing goes out."""
    return eventually(lambda: day.person()["facets"]["support"]["open"])


@pytest.fixture(scope="module")
def resolved(day, talk, paused) -> dict[str, Any]:
    """The agent answers by text message and resolves; the customer says how easy it was."""
    where, answer = f"/v1/conversations/{talk['id']}", {"text": "A new one is on its way.", "channel": "sms"}
    assert day.ask("agent", "POST", f"{where}/turns", answer).status == 201
    eventually(day.texts)
    assert day.ask("agent", "POST", f"{where}/resolve", {}).status == 200
    (question,) = eventually(day.questions)
    form = b"score=6&comment=Quick"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert day.call("POST", day.outputs["api"] + question, form, kind).status == 200
    return eventually(lambda: _scored(day.talk(day.known())))


def test_who_calls_is_known_before_hello(day, told, talk):
    assert (told["known"], told["first_name"], told["conversation"]) == ("true", "Kim", talk["id"])


def test_the_agent_sees_one_conversation_with_all_that_was_said(talk):
    said = [(one["channel"], one["text"]) for one in talk["turns"] if one["author"] == "customer"]
    assert [channel for channel, _ in said] == ["chat", "chat", "email", "phone"]
    assert "My tent has arrived torn." in [text for _, text in said]
    assert set(talk["channels"]) == {"chat", "email", "phone"}


def test_the_card_has_the_order_and_the_problem(day, talk):
    card = talk["card"]
    assert card["order"]["id"].endswith(day.order)
    assert "torn" in card["problem"]
    assert talk["known"]["order"] == day.order


def test_while_it_is_open_marketing_is_paused_and_afterwards_it_is_not(day, paused, resolved):
    assert paused
    eventually(lambda: day.person()["facets"]["support"]["open"] == [])


def test_the_answer_by_text_message_goes_out_once(day, resolved):
    assert day.texts() == ["A new one is on its way."]


def test_how_easy_it_was_is_asked_once_and_arrives(day, resolved):
    time.sleep(QUIET)
    assert (len(day.questions()), resolved["score"], resolved["state"]) == (1, 6, "resolved")


def test_the_score_counts_for_the_agent_and_the_channel(day, resolved):
    agents, channels = (day.ask("admin", "GET", f"/v1/effort?by={by}").json["items"] for by in ("agent", "channel"))
    (own,) = [one for one in agents if one["name"] == resolved["answered_by"]]
    assert own["scores"][5] >= 1
    assert "phone" in [one["name"] for one in channels if one["scores"][5]]


def test_the_timeline_has_all_of_it(day, resolved):
    found = day.timeline(day.known())
    said = {one["channel"] for one in found if one["kind"] == "turn"}
    assert said >= {"chat", "email", "phone", "sms"}
    assert [one["title"] for one in found if one["kind"] == "survey"] == ["Survey Answered"]
    assert "Order Completed" in {one["title"] for one in found}


def _with(talk: dict[str, Any], channel: str) -> dict[str, Any] | None:
    return talk if channel in talk["channels"] else None


def _scored(talk: dict[str, Any]) -> dict[str, Any] | None:
    return talk if talk["score"] else None
