"""Questions with buttons: on channels that have them, what a message asks is answered by pressing one.

What a button brings back is signed like a link, so that an answer says which question it answers, and nobody can give
it for somebody else.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from segue.messages import SURVEY, Choice, Envelope, Message
from segue.messaging.links import SCORES

NATIVE = ("whatsapp", "messenger", "instagram")  # channels that have buttons of their own
EFFORT = "effort"
PRESSED = re.compile(r"s:([1-7]):(.{1,180})")
WORDS: Mapping[str, tuple[str, str, str]] = {
    "en": ("Choose", "Very hard", "Very easy"),
    "de": ("Auswählen", "Sehr schwer", "Sehr leicht"),
}
USUAL = "en"


def with_buttons(envelope: Envelope, message: Message, asks: Callable[[str], str]) -> Envelope:
    """The envelope with a button for each score, where the message asks how easy it was and its channel has buttons."""
    if message.data.get(SURVEY) != EFFORT or message.channel not in NATIVE:
        return envelope
    button, hard, easy = WORDS.get(message.locale.partition("-")[0], WORDS[USUAL])
    about = {SCORES[0]: hard, SCORES[-1]: easy}
    token = asks(message.id)
    choices = tuple(Choice(f"s:{one}:{token}", str(one), about.get(one, "")) for one in SCORES)
    return replace(envelope, choices=choices, button=button)


def pressed(payload: object) -> tuple[int, str] | None:
    """The score and the token of what a button brought back; None of anything else."""
    found = PRESSED.fullmatch(payload) if isinstance(payload, str) else None
    return (int(found[1]), found[2]) if found else None
