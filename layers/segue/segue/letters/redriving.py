"""Sending letters on: somebody asks, which is on record, and a function of its own does it.

A letter that was sent on has ended. Where that is not noted because something broke off, it is sent on once more:
whoever hears it takes repeats. What cannot be sent on says why, and stays until its time is up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.audit import Entry
from segue.errors import Conflict, NotFound, Refused
from segue.letters import REDRIVEN, Letter, Way
from segue.times import Millis

Order = Mapping[str, Any]
TOO_LARGE = "too-large"


class Letters(Protocol):
    """Kept letters. `one` raises NotFound; the others change nothing where it was sent on meanwhile."""

    def one(self, letter: str) -> Letter: ...

    def asked(self, letter: str, by: str, now: Millis) -> None: ...

    def redriven(self, letter: str, now: Millis) -> None: ...

    def stuck(self, letter: str, problem: str) -> None: ...


@dataclass(frozen=True)
class Asking:
    """`note` writes the audit trail, `order` wakes whoever sends on."""

    letters: Letters
    note: Callable[[list[Entry]], object]
    order: Callable[[Order], None]

    def ask(self, letter: str, by: str, now: Millis) -> Letter:
        """The letter as it then is. Raises NotFound; Conflict("redriven") where it has been sent on."""
        kept = self.letters.one(letter)
        if kept.state == REDRIVEN:
            raise Conflict("redriven", "this letter has been sent on")
        about = {"letter": kept.id, "queue": kept.queue, "reason": kept.reason}
        self.note([Entry(f"redrive.{kept.id}.{by}", now, by, "deadletter.redrive", (), evidence=about)])
        self.order({"letter": kept.id})
        self.letters.asked(kept.id, by, now)
        return self.letters.one(letter)


@dataclass(frozen=True)
class Redriving:
    """`ways` send a letter on, by its way; they raise Refused where that is not possible, and never will be."""

    letters: Letters
    ways: Mapping[Way, Callable[[Letter], None]]

    def redrive(self, letter: str, now: Millis) -> None:
        """Sends a letter on, once where nothing breaks off; one that is forgotten meanwhile is not missed. Raises what
        the ways raise for it to be tried again."""
        try:
            kept = self.letters.one(letter)
        except NotFound:
            return
        if kept.state == REDRIVEN:
            return
        try:
            self._send(kept)
        except Refused as refused:
            self.letters.stuck(kept.id, refused.reason)
            return
        self.letters.redriven(kept.id, now)

    def _send(self, kept: Letter) -> None:
        if not kept.whole:
            raise Refused(TOO_LARGE)
        way = self.ways.get(kept.way)
        if not way:
            raise Refused("contacts" if kept.way == "contacts" else "no-target")
        way(kept)
