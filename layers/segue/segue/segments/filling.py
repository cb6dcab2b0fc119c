"""Filling: everybody's membership brought in line with the segments in force, some people at a time.

Whatever happens twice is harmless: a membership is evaluated as after any event.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from segue.jobs import Jobs
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.evaluating import Evaluating
from segue.segments.fills import Fill
from segue.segments.membership import Membership
from segue.times import MINUTE, SECOND, Millis
from segue.touring import Touring

LEASE: Millis = 2 * MINUTE  # how long a run is taken for alive after it has saved its place
PATIENCE: Millis = 2 * MINUTE  # until when a change is waited for that was announced
PAUSE: Millis = 5 * SECOND  # until whoever evaluates goes by the new segments, and between two looks whether they do


class Fills(Jobs[Fill], Protocol):
    """Keeps back-fills, and which of them is the one that counts."""

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
        """One message of the queue. Raises Unavailable: it comes again."""
        self._touring.work(fill, step, self._begin)

    @property
    def _touring(self) -> Touring[Fill]:
        return Touring(self.fills, self.clock, LEASE)

    def _begin(self, known: Fill) -> None:
        """Waits for the change that was announced; where it does not come, the segments that are in force count."""
        meant = self.meant()
        if not self.fills.leads(known):
            self._touring.end(known, "superseded")
        elif known.meant == meant:
            self._run(known)
        elif self.clock() < known.created + PATIENCE:
            self.fills.send(known, PAUSE)
        else:
            self._run(replace(known, meant=meant, part=0, after="", people=0))

    def _run(self, known: Fill) -> None:
        fill = self._touring.run(known, self._page)
        if fill.through:
            self.fills.release(fill)
            self._touring.end(fill)

    def _page(self, fill: Fill) -> Fill:
        """Those of a page whose membership is not what it should be are read again and evaluated, as after an event."""
        people, further = self.crowd.read(fill.part, fill.after)
        known, now = self.crowd.memberships([one.id for one in people]), self.clock()
        wrong = [one.id for one in people if not self.evaluating.agrees(one, known[one.id], now)]
        self.crowd.each(lambda person: self.evaluating.evaluate(person, self.clock()), wrong)
        if fill.lists:
            self.crowd.listed(known)
            self.crowd.each(lambda person: self.evaluating.arm(person, known[person], now), list(known))
        return fill.past(len(people), further)
