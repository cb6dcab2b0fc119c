"""Which events are signals, and what these say."""

from typing import Any

import jsonschema_rs
import pytest

from segue.predictions.telling import used_up
from segue.predictions.values import Replenishment
from segue.profile.facts import of_event
from segue.times import DAY, to_text
from segue_tools.schemas import schema
from tests.builders import NOON, an_event


@pytest.mark.parametrize(
    ("name", "properties", "told"),
    [
        ("Order Delivered", {"order_id": "o1"}, {"order": "o1"}),
        ("Survey Answered", {"survey": "CES", "score": 2}, {"survey": "ces", "kind": "ces", "score": 2}),
        (
            "Conversation Opened",
            {"conversation_id": "c_1", "queue": "returns"},
            {"conversation": "c_1", "queue": "returns"},
        ),
        ("Live Chat Conversation Started", {"conversation_id": "c_1"}, {"conversation": "c_1", "channel": "chat"}),
        (
            "Conversation Resolved",
            {"conversation_id": "c_1", "channel": "sms"},
            {"conversation": "c_1", "channel": "sms"},
        ),
        ("Call Ended", {"call_id": "k1"}, {"conversation": "k1", "channel": "phone"}),
        ("Survey Answered", {"kind": "nps", "score": 9.6, "survey_id": "s1"}, {"survey": "s1", "score": 10}),
    ],
)
def test_a_fact_is_told_as_its_schema_says(name: str, properties: dict[str, Any], told: dict[str, Any]) -> None:
    signal = of_event("a_1", an_event(name, properties=properties))
    assert signal
    assert told.items() <= signal.detail.items()
    event = {"source": "segue", "detail-type": signal.name, "detail": signal.as_detail()}
    assert jsonschema_rs.Draft4Validator(schema(signal.name)).is_valid(event)


def test_what_is_used_up_is_a_signal_where_we_say_so_and_nobody_else() -> None:
    row = Replenishment("coffee", NOON - 28 * DAY, NOON + DAY, NOON, NOON + 3 * DAY, 4, 30)
    (event,) = used_up([row], "a_1", (NOON, NOON), {"coffee": "Yirgacheffe"})
    signal = of_event("a_1", event)
    assert signal
    told = {"source": "segue", "detail-type": signal.name, "detail": signal.as_detail()}
    assert jsonschema_rs.Draft4Validator(schema("ReplenishmentDue")).is_valid(told)
    said = {"product": "coffee", "title": "Yirgacheffe", "usual_days": 30, "bought": to_text(row.bought)}
    assert said.items() <= signal.detail.items()
    assert of_event("a_1", an_event(event.event, source="server", properties=event.properties)) is None


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("Order Delivered", {}),
        ("Survey Answered", {"survey": "ces"}),
        ("Conversation Opened", {}),
        ("Call Ended", {"call_id": "k1", "resolved": False}),
        ("Survey Answered", {"survey": "shoe size", "score": 2}),
        ("Product Viewed", {"order_id": "o1"}),
    ],
)
def test_what_says_too_little_is_no_signal(name: str, properties: dict[str, Any]) -> None:
    assert of_event("a_1", an_event(name, properties=properties)) is None


@pytest.mark.parametrize(("given", "told"), [("o" * 70, "o" * 64), (None, ""), (1001, "1001"), (True, "")])
def test_a_signal_names_an_order_as_the_profile_does(given: object, told: str) -> None:
    signal = of_event("a_1", an_event("Order Completed", properties={"order_id": given}))
    assert signal is not None
    assert signal.detail["order"] == told
