"""Outcomes: messages of ours, as what became of each: kept for a while, gone out or not, delivered, opened, clicked.

Each is a row of its own that is never changed. Where two ends of one message are told (two deliveries of one order),
the more certain one counts (`segue.messages.CERTAINTY`).
"""

from collections.abc import Iterator
from typing import Any

from segue.archive.forms import Row, formed
from segue.archive.numbers import Shop
from segue.archive.talks import number_of
from segue.events import ASKED
from segue.facets.engagement import TEST_ID
from segue.messages import DESK, FINAL, SURVEY, Message
from segue.messaging.questions import EFFORT

HOLDOUT = "holdout"
HELD = "held"
LEFT = ("sent", "unknown")  # states of what may have arrived


def message_rows(message: Message, shop: Shop) -> list[Row]:
    """All that is known by now of what became of it; without `who`, which is the pseudonym of its person."""
    if message.id.startswith(TEST_ID):
        return []
    about = _about(message, shop)
    return [formed({**about, **one}) for one in _moments(message, shop)]


def _moments(message: Message, shop: Shop) -> Iterator[dict[str, Any]]:
    if message.state == HELD:
        yield _one(message, shop, HELD, message.created) | {"reason": _reason(message)}
    if message.state in FINAL:
        reason = _reason(message)
        yield _one(message, shop, message.state, message.decided or message.created) | {
            "reason": reason,
            "holdout": True if reason == HOLDOUT else None,
        }
        if message.state in LEFT and message.data.get(SURVEY) == EFFORT:
            asked = {"kind": "survey", "name": ASKED, "message": shop.numbered("question", message.id)}
            yield _one(message, shop, ASKED, message.decided or message.created) | asked
    for outcome, moment in sorted(message.outcomes.items()):
        yield _one(message, shop, outcome, moment)


def _one(message: Message, shop: Shop, what: str, moment: int) -> dict[str, Any]:
    return {
        "id": shop.number("message", message.id, what),
        "time": moment,
        "received": moment,
        "kind": "message",
        "name": f"Message {what.replace('_', ' ').title()}",
        "outcome": what,
    }


def _about(message: Message, shop: Shop) -> dict[str, Any]:
    case = str(message.data.get("conversation") or "")
    desk = message.journey.startswith(DESK)
    return {
        "source": "messages",
        "channel": message.channel,
        "history": False,
        "message": shop.number("message", message.id),
        "journey": DESK.strip(":") if desk else message.journey,
        "journey_step": message.step.partition("~")[0],
        "template": message.template,
        "variant": message.variant,
        "purpose": message.purpose,
        "conversation": number_of(message.journey.removeprefix(DESK) if desk else case, shop),
    }


def _reason(message: Message) -> str:
    """What ended or keeps it: the last word of why."""
    return message.reasons[-1] if message.reasons else ""
