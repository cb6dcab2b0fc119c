"""References: whatever can lead to a conversation. They are kept hashed: a thread or an address is nobody's key."""

from dataclasses import dataclass

from segue.keys import IdentityKey, digest
from segue.times import Millis


@dataclass(frozen=True)
class Alias:
    """What a reference leads to. `place` is where the turn that it names stands, "" for others; `until`: after it the
    reference leads nowhere (0: always does)."""

    ref: str
    conversation: str
    place: str = ""
    until: Millis = 0


def of_thread(thread: str) -> str:
    """A channel's own name of a conversation."""
    return f"thread:{thread}"


def of_turn(turn: str) -> str:
    """A turn, by its id."""
    return f"turn:{turn}"


def of_said(name: str) -> str:
    """A contribution by its provider's name, such as the id of a mail: what an answer names."""
    return f"said:{name}"


def of_address(point: IdentityKey) -> str:
    """A contact point that a conversation was promised to go on at."""
    return f"address:{point}"


def of_echo(thread: str, words: str) -> str:
    """Our own words, as a channel tells them back: without what it makes of spaces, marks and markup."""
    said = "".join(one for one in words.casefold() if one.isalnum()) or words.strip()
    return f"echo:{thread}|{digest(b'echo', said)}"
