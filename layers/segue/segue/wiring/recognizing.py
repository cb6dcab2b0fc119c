"""`recognize_caller`: known before hello."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from segue.aws.ledger import key_of
from segue.aws.parallel import in_time
from segue.conversations.conversations import Conversation
from segue.intake.recognizing import Callers, Recognizing
from segue.keys import PersonId
from segue.wiring.accepting import accepting
from segue.wiring.conversations import conversations, policy, whose
from segue.wiring.doors import receiving
from segue.wiring.people import people, profiles

SECONDS = 5.0  # Amazon Connect waits for 8 at most, Twilio for 15
MOST_TALKS = 20  # of a person's conversations that are looked at


@cache
def recognizing() -> Recognizing:
    """People, conversations, and the doors' way into the ledger."""
    door = replace(receiving(), place="voice")
    callers = Callers(people(), profiles(), key_of, _talks)
    return Recognizing(callers, accepting(), policy, _in_time, door.posted)


def _talks(person: PersonId) -> Sequence[Conversation]:
    held = conversations().held(whose(person)).conversations
    return [one for one in conversations().heads(held[:MOST_TALKS]).values() if not one.into]


def _in_time(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    return in_time(acts, SECONDS)
