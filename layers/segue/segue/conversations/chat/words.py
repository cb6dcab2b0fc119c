"""What a visitor says in a chat: words, the choice that a question offered, what a form asked for; and the event that
it becomes."""

from collections.abc import Mapping
from typing import Any

import msgspec

from segue.conversations.chat.passes import Pass
from segue.conversations.chat.turns import CHAT
from segue.conversations.ordering import CHAT as SOURCE
from segue.errors import Invalid
from segue.events import Event
from segue.facets.support import TURN
from segue.keys import digest
from segue.times import Millis

LONGEST, LONGEST_ID, LONGEST_CHOICE, LONGEST_PAGE = 4_000, 64, 200, 1_000
MOST_ANSWERS, LONGEST_QUESTION, LONGEST_ANSWER = 10, 80, 500


class Said(msgspec.Struct, rename="camel"):
    """`client_id` is the browser's own name of it: the same again is the same turn. `choice` is the id of what a
    question offered and `text` its title; `form` has answers by question."""

    client_id: str = ""
    text: str = ""
    choice: str = ""
    form: dict[str, str] = msgspec.field(default_factory=dict)
    page: str = ""
    topic: str = ""


def checked(said: Said) -> Said:
    """The same. Raises Invalid("no-client-id", "empty", "too-long", "bad-form")."""
    if not 0 < len(said.client_id) <= LONGEST_ID:
        raise Invalid("no-client-id", f"`clientId` is a name of up to {LONGEST_ID} characters, new for each turn")
    if not said.text.strip() and not said.choice and not said.form:
        raise Invalid("empty", "a turn has a `text`, a `choice` or a `form`")
    if len(said.text) > LONGEST:
        raise Invalid("too-long", f"a turn has at most {LONGEST} characters")
    if len(said.choice) > LONGEST_CHOICE:
        raise Invalid("too-long", f"a choice has at most {LONGEST_CHOICE} characters")
    fits = all(0 < len(one) <= LONGEST_QUESTION and len(given) <= LONGEST_ANSWER for one, given in said.form.items())
    if not fits or len(said.form) > MOST_ANSWERS:
        limits = f"up to {MOST_ANSWERS} answers of {LONGEST_ANSWER} characters to questions of {LONGEST_QUESTION}"
        raise Invalid("bad-form", f"`form` has {limits}")
    return said


def name_of(given: Pass, said: Said) -> str:
    """The turn's name in its thread: what a browser calls it is nobody's key."""
    return digest(b"chat turn", f"{given.chat}|{said.client_id}")


def event_of(given: Pass, said: Said, time: Millis, now: Millis) -> Event:
    """What the ledger is told; `time` is when it came first, so that a repeat is the same event."""
    name = name_of(given, said)
    page = {"page": {"url": said.page[:LONGEST_PAGE]}} if said.page else {}
    made = visited(given, (TURN, name), _told(given, said, name), (time, now))
    return msgspec.structs.replace(made, context={**made.context, **page})


def visited(given: Pass, named: tuple[str, str], said: Mapping[str, Any], moment: tuple[Millis, Millis]) -> Event:
    """What whoever has a pass did: `named` are the event's name and what is told apart by, `moment` is (when, now)."""
    event, name = named
    time, now = moment
    return Event(
        type="track",
        event=event,
        message_id=f"{SOURCE}|{name}",
        timestamp=time,
        original_timestamp=time,
        received_at=now,
        user_id=given.user or None,
        anonymous_id=given.anonymous or None,
        source=SOURCE,
        properties=dict(said),
        context={"locale": given.locale} if given.locale else {},
    )


def _told(given: Pass, said: Said, name: str) -> dict[str, Any]:
    told = {
        "conversation_id": given.thread,
        "author": "customer",
        "text": said.text.strip() or _plain(said.form) or said.choice,
        "turn_id": name,
        "channel": CHAT,
        "topic": given.topic,
        "goes_on": given.goes_on,
        "payload": said.choice,
        "answers": said.form,
    }
    return {name: value for name, value in told.items() if value}


def _plain(form: Mapping[str, str]) -> str:
    """A form's answers in words, for whoever reads words alone."""
    return "\n".join(f"{question}: {answer}" for question, answer in form.items() if answer)
