"""Running journeys: whatever woke us, look at the person now and do what is due."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from segue.contact_points import RESTRICTED
from segue.errors import Conflict
from segue.journeys.attribution import ids, read_about
from segue.journeys.books import Books, begun, text_for
from segue.journeys.doors import Doors
from segue.journeys.exposing import held_or_taken, unborn, with_arm
from segue.journeys.flows import Journey, Seen, Signal, Taken, advance, taken_in
from segue.journeys.instances import WHOLE, Instance
from segue.journeys.leaving import reason_to_leave
from segue.journeys.naming import names_another
from segue.journeys.sparing import done_for, spared
from segue.journeys.steering import Order, Word, strictest
from segue.journeys.telling import told
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.evaluating import Profiles
from segue.segments.membership import Segment
from segue.times import Millis

STOPPED = "stopped by staff"
ANOTHER = "another run for the same person goes on"


class Found(NamedTuple):
    """The runs for a key under all ids that were asked for, and what staff say of the journey."""

    runs: tuple[Instance, ...] = ()
    orders: tuple[Order, ...] = ()


class Instances(Protocol):
    """Keeps journeys' instances; `save` raises Conflict when the version has moved on. `shelve` keeps an ended run for
    good before the next one for the same key takes its place."""

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Found: ...

    def running(self, persons: Iterable[PersonId]) -> Sequence[Instance]: ...

    def save(self, instance: Instance) -> None: ...

    def shelve(self, instance: Instance) -> None: ...


class Woken(NamedTuple):
    """Why a run is looked at: the moment of it, by event time, and the signal where a run that goes on is to hear it.

    `begins`: a run may begin by it, with this `data`; `again`: also another one after one that has ended; `patient`:
    also one that has to wait for an address at its first step. `refreshes`: a run that goes on takes the data over.
    `cause`: the id of the signal that began it; `asked`: that of a word to begin it, which counts once whenever it
    comes. `trace`: that of what woke it (`segue.tracing`), "" of a timer."""

    now: Millis
    moment: Millis
    signal: Signal | None = None
    begins: bool = False
    again: bool = False
    patient: bool = False
    refreshes: bool = False
    data: Mapping[str, Any] = {}
    cause: str = ""
    asked: str = ""
    trace: str = ""


@dataclass(frozen=True)
class Running:
    """The collaborators of a look at runs; `journeys` are those in force, `still_sent` the templates that the law wants
    sent also to somebody who is restricted."""

    profiles: Profiles
    instances: Instances
    doors: Doors
    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]
    books: Books
    still_sent: Collection[str] = ()

    def look(self, journey: str, about: tuple[Profile, str], woken: Woken) -> None:
        """Moves one run on as far as it comes, or begins it. What was done before a crash is not done again."""
        profile, key = about
        found = self.instances.find(self._ids(profile, journey, key), journey, key)
        known = _of(found.runs, self.journeys.get(journey))
        self._let_others_go(found.runs, known, woken)
        goes_on = known is not None and known.running
        run = known if goes_on else self._begun(journey, about, known, woken)
        word = strictest(found.orders)
        if run is None or (word != "running" and not goes_on):
            return
        taken, seen = self._ahead(_refreshed(run, woken) if goes_on else run, profile, woken, word)
        if not goes_on and not woken.patient and unborn(taken):
            return
        reached = self._carried_out(taken if goes_on else held_or_taken(run, taken), seen)
        if reached is None or reached == known:
            return
        try:
            self._save(known, reached, woken)
        except Conflict:
            self.look(journey, about, woken)

    def of(self, profile: Profile, journey: str | None = None) -> list[Instance]:
        """The runs of a person that go on, of one journey or of all."""
        return [one for one in self.instances.running(ids(profile)) if journey in (None, one.journey)]

    def text(self, run: Instance) -> Journey | None:
        """The text that a run goes by now."""
        return text_for(self.journeys.get(run.journey), run, self.books)[0]

    def about(self, person: PersonId, key: str) -> Profile | None:
        """Whom a run is about today."""
        return read_about(self.profiles, person, key)

    def leave(self, run: Instance, why: str, woken: Woken) -> None:
        """Ends a run, unless it has moved on meanwhile: then it is looked at by whoever asks again. Raises Conflict."""
        self._save(run, run.ended("left", why), woken)

    def _let_others_go(self, runs: Sequence[Instance], kept: Instance | None, woken: Woken) -> None:
        """Of people who are one today one run goes on, and the others leave: nobody would look at them again before
        that one has ended, and then they would say what they had to say long ago. Raises Conflict."""
        for other in runs:
            if other.running and other is not kept:
                self.leave(other, ANOTHER, woken)

    def _begun(self, name: str, about: tuple[Profile, str], last: Instance | None, woken: Woken) -> Instance | None:
        """A run that begins now, or None where it may not."""
        journey, (profile, key) = self.journeys.get(name), about
        if journey is None or not woken.begins or spared(profile, journey, self.still_sent):
            return None
        if last and not _follows(journey, last, woken):
            return None
        if not journey.where.holds(profile, self.segments, woken.now):
            return None
        run = last.followed(woken.now) if last else Instance(profile.id, name, key, woken.now)
        run = replace(run, moment=woken.moment, data=woken.data, trace=woken.trace)
        run = with_arm(journey, run, profile)
        return begun(journey, run.hearing(woken.cause or woken.asked), self.books)

    def _ahead(self, run: Instance, profile: Profile, woken: Woken, word: Word) -> tuple[Sequence[Taken], Seen]:
        """What can happen to a run now, and what it sees. While it is paused that is what
        leads out of it, and that what it waits for has happened."""
        text, after = text_for(self.journeys.get(run.journey), run, self.books)
        seen = Seen(profile, woken.now, woken.moment, self.segments, woken.signal)
        out = RESTRICTED if spared(profile, text, self.still_sent) else STOPPED if word == "stopped" else ""
        if out:
            return [(after.ended("left", out), None)], seen
        if text is None:
            return [(after, None)], seen
        another = woken.signal is not None and names_another(woken.signal, text.each, run.key, profile)
        seen = seen._replace(another=another)
        seen = seen._replace(over=reason_to_leave(text, after.key, seen))
        stays = word == "paused" and not seen.over
        return (taken_in if stays else advance)(text, after, seen), seen

    def _carried_out(self, taken: Iterable[Taken], seen: Seen) -> Instance | None:
        """Where the run is once all of it is done; None where nothing can happen."""
        reached = None
        for reached, effect in taken:
            if effect and done_for(seen.profile, effect):
                effect.carry_out(self.doors, reached, seen)
        return reached

    def _save(self, known: Instance | None, reached: Instance, woken: Woken) -> None:
        """Tells of a beginning and of an end, then saves; a crash between tells it again, under the same id."""
        signals = told(known, reached, woken.moment)
        if signals:
            self.doors.bus.publish(signals)
        if known and not known.running:
            self.instances.shelve(known)
        self.instances.save(reached)

    def _ids(self, profile: Profile, journey: str, key: str) -> tuple[PersonId, ...]:
        """Where runs for this key may stand. A product is nobody's own: somebody else may have a run about it."""
        known = self.journeys.get(journey)
        return ids(profile, past=key != WHOLE and not (known and known.each == "product"))


def _of(runs: Sequence[Instance], journey: Journey | None) -> Instance | None:
    """Of the runs of people who are one today: the first that began; where there may be several in turn, the one that
    goes on, else the last."""
    if journey is None or journey.reenter.most == 1:
        return min(runs, key=lambda one: one.entered, default=None)
    return max(runs, key=lambda one: (one.running, one.entered), default=None)


def _follows(journey: Journey, last: Instance, woken: Woken) -> bool:
    """Whether another run may begin after this ended one. What left for the run of somebody who is another person again
    was not used up: while they were one, that other run was the last."""
    known = woken.asked in last.heard
    if last.why == ANOTHER and woken.moment > last.moment:
        return not known
    return woken.again and not known and journey.reenter.allows(last, woken.moment, woken.now)


def _refreshed(run: Instance, woken: Woken) -> Instance:
    """The run with what a later signal says of the same, where that is asked for."""
    return run.woken(woken.data if woken.refreshes else {}, woken.trace)
