"""How easy it was: the question, and the event that each answer to it becomes, once.

The rule of a second answer: the last one counts. The same answer given again is the same event; another score, or words
to a score, is another event. What tells answers apart is what was asked, what is answered, and, where a score takes the
place of another, when that other was given: so that a form that is posted twice says one thing, and who goes from five
to six and back has said five. Of one question so many answers are taken, whichever way they come; then the last stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from segue.contact_points import identity_at
from segue.conversations.conversations import Conversation
from segue.conversations.scoring import answers_for
from segue.events import SURVEY, Event
from segue.keys import IdentityKey, digest
from segue.messages import SURVEY as ASKS
from segue.messages import Message
from segue.messaging.questions import EFFORT
from segue.times import DAY, Millis

SOURCE, KIND = "effort", "ces"
MOST_ANSWERS = 10  # to one question: people change their mind, programs do it without end
LONGEST = 2_000  # characters of what somebody says besides
OPEN: Millis = 7 * DAY  # how long a digit alone answers a question by text message
REACHED = ("claimed", "sent", "unknown")  # states of a question that may have arrived


@dataclass(frozen=True)
class Question:
    """What was asked: `id` of the message that asks, `key` under which the answer is written down."""

    id: str
    key: IdentityKey
    conversation: str
    channel: str
    locale: str
    asked: Millis


@dataclass(frozen=True)
class Given:
    """An answer; `occasion` tells one telling of it from another where the channel does (the id of what was said)."""

    score: int
    comment: str = ""
    occasion: str = ""


def question_of(message: Message | None) -> Question | None:
    """What a message asks; None where it does not ask how easy something was."""
    if message is None or message.data.get(ASKS) != EFFORT:
        return None
    key = identity_at(message.contact_point) or message.person
    case = str(message.data.get("conversation") or "")
    return Question(message.id, key, case, message.channel, message.locale, message.created)


def answered(asked: Question, given: Given, head: Conversation | None, now: Millis) -> Event:
    """The answer as an event of the ledger. Without a time of the client's its place there follows from its id alone:
    that is what makes a repeat one."""
    said = {
        "survey": KIND,
        "score": given.score,
        "comment": given.comment.strip()[:LONGEST],
        "conversation_id": asked.conversation,
        "channel": asked.channel,
        "agent": answers_for(head) if head else "",
    }
    return Event(
        type="track",
        event=SURVEY,
        message_id=f"{SOURCE}|{asked.id}|{_telling(given, head)}",
        timestamp=now,
        received_at=now,
        source=SOURCE,
        channel=asked.channel,
        properties={name: value for name, value in said.items() if value},
    )


def open_question(messages: Sequence[Message], point: IdentityKey, now: Millis) -> Question | None:
    """The newest question by text message to a number that a digit alone would answer."""
    mine = [one for one in messages if one.channel == "sms" and one.contact_point == point and one.state in REACHED]
    found = [asked for one in mine if (asked := question_of(one)) and now - OPEN < asked.asked <= now]
    return max(found, key=lambda one: one.asked, default=None)


def is_answered(asked: Question, head: Conversation | None) -> bool:
    """Whether the conversation has a score since this was asked."""
    return head is not None and head.scored >= asked.asked > 0


def _telling(given: Given, head: Conversation | None) -> str:
    if given.occasion:
        return digest(b"answer", given.occasion)
    other = head.scored if head and head.score and head.score != given.score else 0
    return digest(b"answer", f"{given.score}|{given.comment.strip()}|{other}")
