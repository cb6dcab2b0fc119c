"""What a flow is told of who calls: the declared language, the case that is open, and nothing of the unsure."""

from typing import Any

import pytest

from segue import facets
from segue.conversations.conversations import Conversation
from segue.conversations.policies import ConversationPolicy, conversations_policy
from segue.conversations.voice.callers import Caller, told
from segue.profile.profiles import Profile
from tests.builders import NOON, an_event, an_identify, an_order

TALK = Conversation("c_1", "u_1", language="en", queue="returns", assignee="amy", topic="get_refund", touched=NOON)


def profile(*events: Any) -> Profile:
    return Profile("u_1", facets.absorb({}, events), ("u_1",))


def facts(known: Profile, head: Conversation | None = None, **policy: Any) -> dict[str, str]:
    return told(Caller("exact", 1, known, frozenset({"tier-gold"}), head), conversations_policy(policy))


@pytest.mark.parametrize(
    ("traits", "head", "language"),
    [
        ({"locale": "de-AT"}, TALK, "de-AT"),
        ({}, TALK, "en"),
        ({"language": "fr"}, None, "fr"),
        ({}, None, ""),
    ],
)
def test_the_declared_language_comes_before_that_of_the_conversation(traits, head, language) -> None:
    assert facts(profile(an_identify(**traits)), head)["language"] == language


def test_the_conversation_says_topic_queue_and_who_has_it() -> None:
    found = facts(profile(an_identify()), TALK, vip=["tier-gold"])
    assert found.items() >= {"case_topic": "get_refund", "queue": "returns", "assignee": "amy", "vip": "true"}.items()


def test_the_last_order_and_the_case_that_was_opened_last() -> None:
    cases = [
        an_event("Conversation Opened", NOON + late, user_id="u1", properties={"conversation_id": name, "topic": name})
        for late, name in ((0, "damaged"), (1000, "late"))
    ]
    found = facts(profile(an_order(NOON, "o1"), an_order(NOON + 5, "o2"), *cases))
    assert found.items() >= {"order": "o2", "order_total": "21.00 EUR", "case": "late", "case_topic": "late"}.items()


@pytest.mark.parametrize("name", [{"firstName": "Kim"}, {"first_name": " Kim "}, {"name": "Kim Berg"}])
def test_the_first_name_is_found_however_it_is_told(name) -> None:
    assert facts(profile(an_identify(**name)))["first_name"] == "Kim"


def test_of_the_unsure_every_key_is_there_and_says_nothing_personal() -> None:
    found = told(Caller("several", 2, why="several-people"), ConversationPolicy())
    assert {name for name, one in found.items() if one} == {"known", "confidence", "people", "vip", "why"}
    assert found.keys() == facts(profile(an_identify())).keys()
