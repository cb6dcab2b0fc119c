"""Listening: which runs begin, move on or end by what was heard: a signal, a timer, a word of staff or of a journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.carts.logs import last_touch
from segue.errors import Invalid
from segue.journeys.entries import data_of
from segue.journeys.flows import Journey, Signal
from segue.journeys.instances import MOST_KEY, WHOLE
from segue.journeys.leaving import goes_on
from segue.journeys.naming import names_another
from segue.journeys.running import Running, Woken
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.times import Millis, from_text
from segue.tracing import trace_of, trace_of_short

STANDING = "SegmentEntered"


@dataclass(frozen=True)
class Listening:
    """Gives each run that something concerns to `running`."""

    running: Running

    def signal(self, signal: Signal, now: Millis) -> None:
        """A signal from the bus: runs that listen to it look first, then it begins those whose entry it matches.

        Imported history begins nothing. A signal about nobody concerns no run. What nobody may hear reads nothing, and
        what only begins runs does not look for those that go on.
        """
        person, moment = signal.get("detail", {}).get("person"), moment_of(signal, now)
        entered, heard = self._begun_by(signal, moment, now), self.running.books.ears.hear(signal)
        profile = self.running.profiles.read(person) if person and (entered or heard) else None
        if profile is None:
            return
        if heard:
            self._heard(signal, profile, Woken(now, moment, signal, trace=trace_in(signal["detail"])))
        for journey in entered:
            self._enter(journey, signal, profile, now)

    def standing(self, profile: Profile, membership: Membership, due: Millis, now: Millis) -> None:
        """Time has passed for somebody who is in these segments: a second cart may be due though the first one,
        long mailed, keeps the person in the segment, so that no signal comes.

        Where imported history led into a segment nothing starts for the person as such; carts know it of themselves.
        """
        woken = Woken(now, due, begins=True, trace=membership.trace)
        for one in membership.segments:
            signal = {"source": "segue", "detail-type": STANDING, "detail": {"segment": one}}
            entered = self._entered_by(signal)
            if one in membership.quiet:
                entered = [each for each in entered if each.each == "cart"]
            self._begin(entered, signal, profile, woken._replace(data=data_of(signal)))

    def alarm(self, person: PersonId, journey: str, key: str, woken: Woken) -> None:
        """An instance's own alarm: moves it on."""
        profile = self.running.about(person, key)
        if profile:
            self.running.look(journey, (profile, key), woken)

    def start(self, asked: Mapping[str, Any], now: Millis) -> None:
        """A journey begins because the API or another journey says so; asking twice begins it once. Where everybody of
        a segment is brought in, it begins for whoever has no reason to leave at once and can be written to."""
        profile, journey = self.running.profiles.read(asked["person"]), self.running.journeys.get(asked["journey"])
        if profile and journey:
            everybody = bool(asked.get("everybody"))
            woken = Woken(now, asked.get("moment", now), begins=True, again=True, patient=not everybody)
            told = {"data": asked.get("data", {}), "asked": asked.get("id", ""), "trace": trace_in(asked)}
            for key in self._meant(journey, asked, profile, now):
                self.running.look(journey.id, (profile, key), woken._replace(**told))

    def stop(self, asked: Mapping[str, Any], now: Millis) -> None:
        """What runs of a journey ends for one person, because another journey says so. Raises Conflict."""
        profile = self.running.profiles.read(asked["person"])
        for run in self.running.of(profile, asked["journey"]) if profile else ():
            if run.entered <= asked.get("time", now):
                self.running.leave(run, f"stopped by {asked.get('by', 'a journey')}", Woken(now, now))

    def _heard(self, signal: Signal, profile: Profile, woken: Woken) -> None:
        for run in self.running.of(profile):
            text = self.running.text(run)
            if text and text.hears(signal, run.step, names_another(signal, text.each, run.key, profile)):
                self.running.look(run.journey, (profile, run.key), woken)

    def _enter(self, journey: Journey, signal: Signal, profile: Profile, now: Millis) -> None:
        moment = moment_of(signal, now)
        patient = signal.get("detail-type") != STANDING
        fires = journey.late.word(moment, now) == "fire"
        cause = str(signal["detail"].get("id") or "")
        woken = Woken(now, moment, None, fires, True, patient, not fires, data_of(signal), cause)
        woken = woken._replace(trace=trace_in(signal["detail"]))
        self._begin([journey], signal, profile, woken)

    def _begin(self, journeys: Sequence[Journey], signal: Signal, profile: Profile, woken: Woken) -> None:
        for journey in journeys:
            for key in self._keys(journey, signal, profile, woken.now):
                self.running.look(journey.id, (profile, key), _because(journey, profile, key, woken))

    def _begun_by(self, signal: Signal, moment: Millis, now: Millis) -> list[Journey]:
        """The journeys that it begins or refreshes: none by history, nor where it is too late."""
        entered = [] if signal.get("detail", {}).get("backfill") else self._entered_by(signal)
        return [one for one in entered if one.late.word(moment, now) != "ignore"]

    def _entered_by(self, signal: Signal) -> list[Journey]:
        return [one for one in self.running.journeys.values() if one.entry.takes(signal)]

    def _keys(self, journey: Journey, signal: Signal, profile: Profile, now: Millis) -> Sequence[str]:
        """What there is to begin for: the person, the carts that the segment names (of them the one that the signal
        names, if it does), or what the signal is about. An endless id is no key: nothing begins, rather than that the
        signal comes back until it is given up."""
        return [one for one in self._all_keys(journey, signal, profile, now) if len(one.encode()) <= MOST_KEY]

    def _meant(self, journey: Journey, asked: Mapping[str, Any], profile: Profile, now: Millis) -> Sequence[str]:
        """What an order to start is for."""
        if asked.get("everybody"):
            found = self._keys(journey, {}, profile, now)
            return [one for one in found if goes_on(journey, self.running.segments, (profile, one), now)]
        return [WHOLE if journey.each == "person" else str(asked.get("key") or WHOLE)]

    def _all_keys(self, journey: Journey, signal: Signal, profile: Profile, now: Millis) -> Sequence[str]:
        if journey.each == "person":
            return [WHOLE]
        if journey.each == "cart":
            segment = self.running.segments.get(journey.while_)
            carts = segment.when.test(profile, now).carts if segment else ()
            return [one for one in carts if not names_another(signal, "cart", one, profile)]
        named = signal.get("detail", {}).get(journey.each)
        return [str(named)] if named else []


def trace_in(said: Mapping[str, Any]) -> str:
    """The trace that a signal or a word names; with one that names none a way begins."""
    named, own = str(said.get("trace") or ""), str(said.get("id") or "")
    return named or (trace_of(own) if own else "")


def _because(journey: Journey, profile: Profile, key: str, woken: Woken) -> Woken:
    """Of a cart its last touch is the cause, whichever cart the person was looked at for."""
    touch = last_touch(profile.whole.get("carts", {}), key) if journey.each == "cart" else None
    return woken if touch is None else woken._replace(trace=trace_of_short(touch))


def moment_of(signal: Signal, now: Millis) -> Millis:
    """The event time of a signal; now where it has none."""
    try:
        return min(from_text(str(signal.get("detail", {}).get("time") or "")), now)
    except Invalid:
        return now
