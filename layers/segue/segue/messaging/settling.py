"""Settling by hand: a provider's answer was lost, and somebody of the staff has found out what became of the message.

The provider's own word counts more, whenever it comes: what was told as not sent is sent once it arrived.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from segue.audit import Entry
from segue.errors import Conflict, NotFound
from segue.keys import is_key
from segue.messages import Message, State, person_of
from segue.times import HOUR, Millis

TOLD, ACTION = "told-by-staff", "message.settle"
SOON: Millis = HOUR  # in which the provider's own report usually comes
Fate = Literal["sent", "failed"]


class Unsettled(Protocol):
    """Messages whose fate is unknown."""

    def told(self, message: Message, state: State, reasons: tuple[str, ...], /) -> bool: ...


@dataclass(frozen=True)
class Settling:
    """`read` finds a message; `note` writes in the audit trail."""

    read: Callable[[str], Message | None]
    unsettled: Unsettled
    note: Callable[[list[Entry]], object]

    def settle(self, message: str, fate: Fate, by: str, now: Millis) -> Message:
        """Says what became of it; the same again changes nothing. Raises NotFound, Conflict("settled")."""
        known = self._found(message)
        if known.state == "unknown":
            said = "it was sent" if fate == "sent" else "it was not sent"
            # Before it is done: a wish that was not carried out is in the trail, and never the other way round.
            self.note([Entry(f"{ACTION}.{message}.{fate}", now, by, ACTION, (known.person,), said)])
            self.unsettled.told(known, fate, tuple(dict.fromkeys((*known.reasons, TOLD))))
            known = self._found(message)
        if known.state != fate:
            raise Conflict("settled", f"the message is {known.state} already")
        return known

    def _found(self, message: str) -> Message:
        known = self.read(message) if is_key(person_of(message)) else None
        if known is None:
            raise NotFound("unknown-message", "there is no such message")
        return known
