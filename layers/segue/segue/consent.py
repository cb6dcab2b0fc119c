"""The question of consent, where an event answers it."""

import re
from typing import Any

from segue.events import Event, earliest
from segue.times import Millis

OPT_OUTS = ("Unsubscribed", "Email Marked as Spam")
WORD = re.compile(r"[a-z][a-z0-9_]{0,31}")  # it becomes a part of names, in rows and in expressions over them
CHANNEL, PURPOSE = "email", "marketing"


def asked(event: Event) -> tuple[str, str, bool] | None:
    """(channel, purpose, granted) where the event answers the question; else None.

    An opt-out in words that are none of ours is one of marketing by e-mail; a yes in such words is no answer.
    """
    said = event.properties
    channel, purpose = _word(said.get("channel", CHANNEL)), _word(said.get("purpose", PURPOSE))
    granted = said.get("granted") if event.event == "Consent Updated" else None
    if event.event in OPT_OUTS or granted is False:
        return channel or CHANNEL, purpose or PURPOSE, False
    return (channel, purpose, True) if granted is True and channel and purpose else None


def said_at(event: Event, granted: bool) -> Millis:
    """Since when an answer counts: a yes from the first moment at which it may have been said, a no from the last, so
    that a yes that was long under way never takes back what was said after it."""
    return earliest(event) if granted else event.timestamp


def _word(given: Any) -> str:
    text = given.strip().lower().replace("-", "_").replace(" ", "_") if isinstance(given, str) else ""
    return text if WORD.fullmatch(text) else ""
