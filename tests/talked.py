"""Conversations as rows of the archive, as few words as can tell them."""

from typing import Any

from tests.measured import fact

Row = dict[str, Any]


def said(who: int, time: str, channel: str = "email", topic: str = "", **more: Any) -> Row:
    """A turn of the customer's."""
    return fact("conversation", "Conversation Turn", who, time, channel=channel, topic=topic, author="customer", **more)


def answered(who: int, time: str, agent: str = "ann", channel: str = "email", topic: str = "", **more: Any) -> Row:
    """A turn of the staff's."""
    about = {"channel": channel, "topic": topic, "author": "agent", "agent": agent}
    return fact("conversation", "Conversation Turn", who, time, **{**about, **more})


def ended(who: int, time: str, topic: str = "", **more: Any) -> Row:
    """The end of a case, at our desk where nothing else is said."""
    about = {"source": "desk", "channel": "support", "topic": topic, "outcome": "resolved"}
    return fact("conversation", "Conversation Resolved", who, time, **{**about, **more})


def sent(message: int, who: int, time: str, **more: Any) -> Row:
    """A message that left, or another thing that became of it."""
    about = {"channel": "email", "journey": "welcome", "journey_step": "hello", "template": "hello", "outcome": "sent"}
    return fact("message", "Message", who, time, message=message, **{"purpose": "marketing", **about, **more})


def answer(who: int, time: str, channel: str, outcome: str, **more: Any) -> Row:
    """A yes (`granted`) or a no (`withdrawn`)."""
    about = {"channel": channel, "purpose": "marketing", "outcome": outcome}
    return fact("consent", "Consent Updated", who, time, **{**about, **more})
