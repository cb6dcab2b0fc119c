"""A case: who asked for what, how far it is, and everything that was done about it. A value that is saved anew at each
step; what is not allowed at this moment raises Conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple, Self

from segue.errors import Conflict
from segue.languages.texts import _
from segue.privacy_cases.clocks import days_left, due
from segue.privacy_cases.codes import Check
from segue.times import Millis

Kind = Literal["access", "portability", "erasure", "rectification", "restriction", "objection"]
State = Literal["open", "verifying", "verified", "working", "answered", "refused"]
KINDS: tuple[Kind, ...] = ("access", "portability", "erasure", "rectification", "restriction", "objection")
OPEN: tuple[State, ...] = ("open", "verifying", "verified", "working")
ENDED: tuple[State, ...] = ("answered", "refused")
# These neither hand anything out nor take anything away: whoever asks is believed.
BELIEVED: tuple[Kind, ...] = ("restriction", "objection")
OVER = {"answered": _("the case is answered already"), "refused": _("the case is refused already")}
STANDS: Mapping[State, str] = {
    "open": _("the case is open"),
    "verifying": _("the case is verifying"),
    "verified": _("the case is verified"),
    "working": _("the case is working"),
    "answered": _("the case is answered"),
    "refused": _("the case is refused"),
}
# When a step comes that is asked for at another time, by the states that it comes in.
COMES: Mapping[tuple[State, ...], str] = {
    ("open", "verifying"): _("this comes when it is open or verifying"),
    ("verifying",): _("this comes when it is verifying"),
    ("open", "verifying", "verified"): _("this comes when it is open or verifying or verified"),
    ("verified", "working"): _("this comes when it is verified or working"),
    ("working", "answered"): _("this comes when it is working or answered"),
    OPEN: _("this comes when it is open or verifying or verified or working"),
}


class Event(NamedTuple):
    """What happened to a case: when, by whom (of the staff, `customer`, or a source), what, and in which words. On the
    same `occasion` it happens once."""

    time: Millis
    by: str
    what: str
    note: str = ""
    occasion: str = ""


@dataclass(frozen=True)
class Case:
    """`asked`: whom it is about, as a key or an id; "" once they are erased. `asker`: who asked, `channel`: how.
    `received`: when; `created`: when it was written down. `extended`: why it takes longer, "" for not. `identified`:
    how it was made sure who asks, `code` or a sentence. `requests`: ids of the exports and erasures that it began."""

    id: str
    created: Millis
    by: str
    kind: Kind
    asked: str
    received: Millis
    asker: str = "customer"
    channel: str = ""
    reason: str = ""
    state: State = "open"
    extended: str = ""
    identified: str = ""
    requests: Sequence[str] = ()
    ended: Millis = 0
    check: Check = field(default_factory=Check)
    history: Sequence[Event] = ()
    version: int = 0

    @property
    def due(self) -> date:
        """The last day on which it may be answered."""
        return due(self.received, bool(self.extended))

    @property
    def over(self) -> bool:
        """Whether it has been answered or refused."""
        return self.state in ENDED

    def had(self, occasion: str) -> bool:
        """Whether something has happened on this occasion: whoever asks again is answered with the case."""
        return any(one.occasion == occasion for one in self.history)

    def left(self, now: Millis) -> int:
        """Days until it is due, less than 0 when it is late; 0 where it has ended."""
        return 0 if self.over else days_left(self.due, now)

    def identified_by(self, how: str, said: Event) -> Self:
        """It is known who asks. Raises Conflict."""
        self.must_be("open", "verifying", "verified")
        return replace(self, state="verified", identified=how, check=Check()).with_(said)

    def begun(self, requests: Sequence[str], said: Event) -> Self:
        """What was asked for is being done. Raises Conflict("not-identified")."""
        self.must_be(*OPEN)
        self.must_be_known()
        return replace(self, state="working", requests=tuple(dict.fromkeys((*self.requests, *requests)))).with_(said)

    def must_be_known(self) -> None:
        """Raises Conflict("not-identified") unless it is known who asks, or need not be."""
        if not (self.identified or self.kind in BELIEVED):
            raise Conflict(
                "not-identified", _("first make sure who asks: by a code, or in another way that you write down")
            )

    def longer(self, said: Event) -> Self:
        """Two further months, once, within the first one. Raises Conflict("extended", "too-late")."""
        self.must_be(*OPEN)
        if self.extended:
            raise Conflict("extended", _("it was extended before, and that may be done once"))
        if self.left(said.time) < 0:
            raise Conflict("too-late", _("it may be extended within the first month, and that is over"))
        return replace(self, extended=said.note).with_(said)

    def ending(self, state: State, said: Event) -> Self:
        """Answered, or refused. Raises Conflict."""
        self.must_be(*(("verified", "working") if state == "answered" else OPEN))
        return replace(self, state=state, ended=said.time, check=Check()).with_(said)

    def must_be(self, *states: State) -> None:
        """Raises Conflict unless it stands so."""
        if self.over and self.state not in states:
            raise Conflict("case-ended", OVER[self.state])
        if self.state not in states:
            raise Conflict("too-early", f"{STANDS[self.state]}; {COMES[states]}")

    def with_(self, said: Event) -> Self:
        """The same with what happened."""
        return replace(self, history=(*self.history, said))

    def forgotten(self) -> Self:
        """Without any word that may tell whom it is about: they are erased."""
        bare = tuple(one._replace(note="") for one in self.history)
        words = {"asked": "", "asker": "", "channel": "", "reason": "", "check": Check()}
        said = {"extended": "-" if self.extended else "", "identified": "-" if self.identified else ""}
        return replace(self, history=bare, **words, **said)
