"""Filling: everybody's membership brought in line with the segments in force, some people at a time.

Whatever happens twice is harmless: a membership is evaluated as after any event, and a place is saved against the
version that was read, so of two runs of one step one stops. A run that is out of time sends itself on; where it died
before that, the queue brings its message back.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from segue.errors import Conflict, NotFound
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.evaluating import Evaluating
from segue.segments.fills import PARTS, Fill, State
from segue.segments.membership import Membership
from segue.times import MINUTE, SECOND, Millis

LASTS: Millis = 40 * SECOND  # a run; the function may take twenty seconds more for the page that it is at
LEASE: Millis = 2 * MINUTE  # how long a run is taken for alive after it has saved its place
PATIENCE: Millis = 2 * MINUTE  # until when a change is waited for that was announced
PAUSE: Millis = 5 * SECOND  # until whoever evaluates goes by the new segments, and between two looks whether they do


class Fills(Protocol):
    """Keeps back-fills, and which of them is the one that counts."""

    def find(self, fill: str, /) -> Fill:
        """Raises NotFound."""
        ...

    def save(self, fill: Fill, /) -> Fill:
        """The back-fill as it stands now. Raises Conflict when somebody else has saved it."""
        ...

    def send(self, fill: Fill, later: Millis = 0, /) -> None:
        """Wakes its step, so much later."""
        ...

    def leads(self, fill: Fill, /) -> bool:
        """Whether no later one has taken over."""
        ...

    def release(self, fill: Fill, /) -> None:
        """From now on changes of its segments are no longer due to it."""
        ...


class Crowd(Protocol):
    """Everybody, a page at a time."""

    def read(self, part: int, after: str, /) -> tuple[list[Profile], str | None]:
        """People, as they were a moment ago, and the key behind which the part goes on; None at its end."""
        ...

    def memberships(self, persons: Sequence[PersonId], /) -> dict[PersonId, Membership]:
        """Their memberships, as they were a moment ago."""
        ...

    def each(self, act: Callable[[PersonId], object], persons: Sequence[PersonId], /) -> None:
        """Does it for all of them, some side by side."""
        ...

    def listed(self, memberships: dict[PersonId, Membership], /) -> None:
        """Makes sure that they are among the members of their segments."""
        ...


@dataclass(frozen=True)
class Filling:
    """The collaborators of `back_fill`; `meant` says what the segments in force mean."""

    fills: Fills
    crowd: Crowd
    evaluating: Evaluating
    meant: Callable[[], str]
    clock: Callable[[], Millis]

    def work(self, fill: str, step: int) -> None:
        """One message of the queue; one about a back-fill that is no more says nothing. Raises Unavailable: it comes
        again."""
        with suppress(NotFound, Conflict):
            self._step(self.fills.find(fill), step)

    def _step(self, known: Fill, step: int) -> None:
        """Of a step that is behind, the message goes, unless nobody took the next one up."""
        if known.ended or (step < known.step and known.alive > self.clock()):
            return
        if not self.fills.leads(known):
            self._end(known, "superseded")
        elif step < known.step:
            self.fills.send(known)
        else:
            self._begin(known, self.meant())

    def _begin(self, known: Fill, meant: str) -> None:
        """Waits for the change that was announced; where it does not come, the segments that are in force count."""
        if known.meant == meant:
            self._run(known)
        elif self.clock() < known.created + PATIENCE:
            self.fills.send(known, PAUSE)
        else:
            self._run(replace(known, meant=meant, part=0, after="", people=0))

    def _run(self, known: Fill) -> None:
        until, fill = self.clock() + LASTS, self._saved(replace(known, state="running"))
        while fill.part < PARTS:
            fill = self._saved(self._page(fill))
            if self.clock() >= until:
                break
        if fill.part == PARTS:
            self.fills.release(fill)
            self._end(fill, "done")
        else:
            self.fills.send(self._saved(replace(fill, step=fill.step + 1)))

    def _saved(self, fill: Fill) -> Fill:
        return self.fills.save(replace(fill, alive=self.clock() + LEASE))

    def _end(self, fill: Fill, state: State) -> None:
        self.fills.save(replace(fill, state=state, finished=self.clock()))

    def _page(self, fill: Fill) -> Fill:
        """Those of a page whose membership is not what it should be are read again and evaluated, as after an event."""
        people, further = self.crowd.read(fill.part, fill.after)
        known, now = self.crowd.memberships([one.id for one in people]), self.clock()
        wrong = [one.id for one in people if not self.evaluating.agrees(one, known[one.id], now)]
        self.crowd.each(lambda person: self.evaluating.evaluate(person, self.clock()), wrong)
        if fill.lists:
            self.crowd.listed(known)
        return fill.past(len(people), further)
