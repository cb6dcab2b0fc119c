"""Managing: a broadcast is asked for, looked at and cancelled, by the API and the console alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from segue.broadcasts.definitions import Broadcast, must_fit
from segue.broadcasts.foreseeing import Foresight
from segue.broadcasts.orders import Timers, order_of
from segue.broadcasts.runs import Run
from segue.errors import Conflict
from segue.languages.texts import _
from segue.times import DAY, Millis

WAITS: Millis = 4 * DAY  # a message on its channel's queue, at most
State = str  # scheduled, running, done, failed, cancelled
Playbook = Callable[[], Mapping[str, Mapping[str, Any]]]


class Store(Protocol):
    """Keeps broadcasts and their runs."""

    def known(self, broadcast: str, /) -> Broadcast:
        """Raises NotFound."""
        ...

    def make(self, broadcast: Broadcast, /) -> Broadcast:
        """What stands there: this one, or what came first."""
        ...

    def cancel(self, broadcast: str, by: str, now: Millis, /) -> None: ...

    def runs(self, broadcast: str, /) -> list[Run]: ...


class Audience(Protocol):
    """Who is in a segment."""

    def count(self, segment: str, /) -> int: ...


@dataclass(frozen=True)
class Standing:
    """A broadcast, its last runs (newest first), how many people are in the segment now (None: nobody looked), and to
    whom of them it would go (None: nobody asked)."""

    broadcast: Broadcast
    runs: Sequence[Run] = ()
    count: int | None = None
    foresight: Foresight | None = None

    @property
    def state(self) -> State:
        """Where it is as a whole."""
        if self.broadcast.cancelled:
            return "cancelled"
        last = self.runs[0] if self.runs else None
        if last is None or (last.ended and self.broadcast.every):
            return "scheduled"
        return last.stage if last.ended else "running"

    @property
    def following(self) -> str:
        """The wall time of the next run, or `now`; "" where there is none."""
        if self.broadcast.cancelled:
            return ""
        return self.broadcast.after(self.runs[0].at) if self.runs else self.broadcast.first

    @property
    def progress(self) -> int:
        """Of the last run, in per cent of the people who were in the segment when it began."""
        last = self.runs[0] if self.runs else None
        if last is None or last.stage == "done":
            return 100 if last else 0
        return min(99, last.seen * 100 // max(last.expected, 1))


@dataclass(frozen=True)
class Managing:
    """The collaborators of whoever manages broadcasts; `playbook` holds definitions by kind and id, `foresee` says to
    whom one would go."""

    store: Store
    audience: Audience
    timers: Timers
    playbook: Playbook
    foresee: Callable[[Broadcast, Millis], Foresight]

    def foreseen(self, asked: Broadcast) -> Standing:
        """What it would be, for how many, and who of them would be left out now. Raises Invalid with what is wrong."""
        planned = self.planned(asked)
        return replace(planned, foresight=self.foresee(planned.broadcast, asked.created))

    def planned(self, asked: Broadcast) -> Standing:
        """What it would be, and for how many. Raises Invalid with what is wrong."""
        fitting = must_fit(asked, self.playbook())
        return Standing(fitting, count=self.audience.count(fitting.segment))

    def make(self, asked: Broadcast) -> Standing:
        """The broadcast, which goes out from now on. The same again is one. Raises Invalid."""
        planned = self.planned(asked)
        made = self.store.make(planned.broadcast)
        self.timers.set(order_of(made, 1, made.first), asked.created)
        return replace(planned, broadcast=made)

    def standing(self, broadcast: str) -> Standing:
        """How it stands. Raises NotFound."""
        return self.with_runs(self.store.known(broadcast))

    def with_runs(self, broadcast: Broadcast) -> Standing:
        """The same for one that is known."""
        return Standing(broadcast, self.store.runs(broadcast.id))

    def cancel(self, broadcast: str, by: str, now: Millis) -> Standing:
        """Nothing more goes out when this returns, but what a provider has.

        Raises NotFound, Conflict("ended", "a-schedule").
        """
        before = self.standing(broadcast)
        if before.broadcast.scheduled:
            raise Conflict("a-schedule", _("this is the schedule of a journey: pause the journey, or change its text"))
        if before.state in ("done", "failed") and before.runs[0].alive + WAITS < now:
            raise Conflict("ended", _("this broadcast has ended: there is nothing left to cancel"))
        self.store.cancel(broadcast, by, now)
        return self.standing(broadcast)
