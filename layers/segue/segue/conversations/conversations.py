"""A conversation and its turns, as they are kept.

A *thread* is what a channel calls a conversation (`zendesk:123`, `chat:9f2`, a mail's first id); a conversation has one
or several of them, since a customer moves. Where it stands is one small row; each turn is a row of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from segue.keys import IdentityKey, PersonId, digest
from segue.times import Millis

State = Literal["open", "waiting", "snoozed", "resolved"]
# open: the shop is to answer; waiting: the customer is, or nobody for now; snoozed: until a moment, or the customer
# writes before it.
STATES: tuple[State, ...] = ("open", "waiting", "snoozed", "resolved")
TO_DO: tuple[State, ...] = ("open", "waiting")  # what a list has that asks for no state
Author = Literal["customer", "agent", "bot", "system"]
Kind = Literal["said", "note", "call", "form", "ask"]
# said: words to the other side; note: among the staff alone; call: a call with its length and end; form: answers that a
# form asked for; ask: a question with choices, such as the score of effort.


@dataclass(frozen=True)
class Turn:
    """One contribution. `id` is that of the event or of the message that carries it, `thread` the thread that it came
    by. `agent` is the staff's name; `message` the id of the message that takes it to the customer ("" where nobody
    has to carry it). `attachments` are {"name", "type", "size", "key" or "url"}; `detail` is what its kind knows
    besides (a call's seconds and outcome, a form's answers, the macro that was used, choices)."""

    id: str
    conversation: str
    time: Millis
    author: Author
    channel: str
    kind: Kind = "said"
    text: str = ""
    thread: str = ""
    agent: str = ""
    message: str = ""
    attachments: tuple[Mapping[str, Any], ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)

    def kept(self, one: Mapping[str, Any]) -> str:
        """Where a file of its attachments is kept, "" where it is not: of files that we keep those of this conversation
        alone, since anybody may send events that name others."""
        key = str(one.get("key") or "")
        return key if key.startswith(f"{self.conversation}/") else ""


@dataclass(frozen=True)
class Conversation:
    """Where a conversation stands. `person` is the id that the customer had when it began: reading goes by all ids.

    `version` rises with each change: whoever saves over another's is told. `channel` is the one that the customer wrote
    by last, `channels` all. `cases` are the names under which the ledger knows it as open (`facets.support`). Moments,
    0 where there is none: `began`; `touched`, the last change; `heard`, the customer's last words; `answered`, the
    shop's; `first_answered`; `due`, when the next answer is; `resolved`; `snoozed`, when it comes back. `continues` is
    the conversation before it.

    `keys` are the identities whose events are in it. `stages` are the names that the ledger knows, each with the newest
    opening (1) or ending (0): {case: [time, open]}; of two orders of arrival they tell the same. `unsaid`: when the
    customer was last heard where nobody but us says that a conversation is open. `reopened` is the last time that it
    was opened again; `resolved` stays where it has been since. `resolved_by` is who of the staff did it ("" a help
    desk). `scored`: when the score was given. `mentions` are those of the staff whom notes call.

    `answered_by` is who answered last. `versions` are those in which the customer was last `heard`, somebody
    `answered`, it was `assigned` and `snoozed`: whoever saw an earlier one has not seen that.

    `points` are where the customer wrote from last, by channel, and `pointed` is when. `given` are addresses that are
    known in this conversation alone, by channel, since somebody typed them; `moves`: how often one was.

    `known` is what has been said and needs not be asked again: {"order", "problem", "verified", "tried"} and the
    answers of forms. `into`: the conversation that it was merged into; `absorbs` those that were merged into it, and
    `own` what it was before each of them (`desk.joining`). `repeats` are words on what the customer had to say twice.
    `score` is the effort, 1 to 7, and `effort` what is counted of it (`segue.conversations.scoring`).
    """

    id: str
    person: PersonId
    state: State = "open"
    version: int = 0
    channel: str = ""
    channels: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    subject: str = ""
    preview: str = ""
    topic: str = ""
    topic_by: str = ""  # "agent", "customer" or "model"
    language: str = ""
    queue: str = ""
    assignee: str = ""
    tags: tuple[str, ...] = ()
    began: Millis = 0
    touched: Millis = 0
    heard: Millis = 0
    answered: Millis = 0
    first_answered: Millis = 0
    due: Millis = 0
    escalated: Millis = 0
    resolved: Millis = 0
    continues: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)
    repeats: tuple[str, ...] = ()
    score: int = 0
    turns: int = 0
    keys: tuple[IdentityKey, ...] = ()
    stages: Mapping[str, tuple[Millis, int]] = field(default_factory=dict)
    unsaid: Millis = 0
    reopened: Millis = 0
    resolved_by: str = ""
    scored: Millis = 0
    mentions: tuple[str, ...] = ()
    answered_by: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, IdentityKey] = field(default_factory=dict)
    pointed: Mapping[str, Millis] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    moves: int = 0
    effort: Mapping[str, Any] = field(default_factory=dict)
    into: str = ""
    absorbs: tuple[str, ...] = ()
    own: Sequence[Mapping[str, Any]] = ()
    snoozed: Millis = 0


def conversation_id(thread: str) -> str:
    """The id of the conversation that a thread begins: the same thread, the same id."""
    return f"c_{digest(b'conversation', thread)}"


def is_conversation(text: str) -> bool:
    """Whether this has the form of such an id: nothing else is asked for."""
    return re.fullmatch("c_[a-z2-7]{24}", text) is not None
