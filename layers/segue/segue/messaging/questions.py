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
    choices = choices_of(asks(message.id), message.locale)
    return replace(envelope, choices=choices, button=_words(message.locale)[0])


def choices_of(token: str, locale: str) -> tuple[Choice, ...]:
    """A button for each score."""
    about = {SCORES[0]: _words(locale)[1], SCORES[-1]: _words(locale)[2]}
    return tuple(Choice(f"s:{one}:{token}", str(one), about.get(one, "")) for one in SCORES)


def _words(locale: str) -> tuple[str, str, str]:
    return WORDS.get(locale.partition("-")[0], WORDS[USUAL])


def pressed(payload: object) -> tuple[int, str] | None:
    """The score and the token of what a button brought back; None of anything else."""
    found = PRESSED.fullmatch(payload) if isinstance(payload, str) else None
    return (int(found[1]), found[2]) if found else None
