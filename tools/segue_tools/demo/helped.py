"""Who of the crowd needs help: cases by chat and by mail, of which it is known how long each waited, whether it was
solved, and what the customer said of the effort. Mails are answered late: that is planted too. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from segue_tools.demo.clock import iso
from segue_tools.demo.shoppers import uuid

Message = dict[str, Any]
CHANNELS = ("chat", "email")
ANSWERS = {"chat": (20, 90), "email": (600, 1500)}  # seconds until somebody answers, least and most
SOLVED = 60  # seconds after the answer
SCORES = {"chat": (5, 7), "email": (2, 6)}
ASKED = 0.6  # who say how it was
QUESTION = {"chat": "Where is my parcel?", "email": "My parcel has not come."}


@dataclass(frozen=True)
class Case:
    """A case: by which channel, after how many seconds it was answered, and the score that it got (1 to 7; 0: none)."""

    id: str
    who: str
    channel: str
    waits: int
    score: int


def cases(seed: int, count: int, run: str) -> list[Case]:
    """So many of a seed, half by chat."""
    rng, ids = Random(f"cases/{seed}"), Random(f"cases/{run}")
    return [_case(CHANNELS[nth % 2], rng, ids) for nth in range(count)]


def _case(channel: str, rng: Random, ids: Random) -> Case:
    waits, score = rng.randint(*ANSWERS[channel]), rng.randint(*SCORES[channel])
    return Case(uuid(ids), uuid(ids), channel, waits, score if rng.random() < ASKED else 0)


def told(one: Case, end: float) -> list[Message]:
    """What a help desk tells of a case whose end is at a moment (seconds)."""
    answered = end - SOLVED
    asked = answered - one.waits
    turn: dict[str, Any] = {"conversation_id": one.id, "channel": one.channel}
    said = [
        (asked, "Conversation Turn", {**turn, "author": "customer", "text": QUESTION[one.channel]}),
        (answered, "Conversation Turn", {**turn, "author": "agent", "agent": "amy", "text": "It comes tomorrow."}),
        (end, "Conversation Resolved", turn),
    ]
    if one.score:
        said.append((end, "Survey Answered", {**turn, "survey": "ces", "score": one.score, "agent": "amy"}))
    return list(_messages(one, said))


def _messages(one: Case, said: Sequence[tuple[float, str, dict[str, Any]]]) -> Iterator[Message]:
    for nth, (moment, name, about) in enumerate(said):
        own = {"userId": f"cus-{one.who}", "messageId": f"{one.id}-{nth}", "timestamp": iso(moment)}
        yield {"type": "track", "event": name, "properties": about, **own}
