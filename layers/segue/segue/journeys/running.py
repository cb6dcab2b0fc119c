"""Running journeys: whatever woke us, look at the person now and do what is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.errors import Conflict
from segue.journeys.attribution import ids, read_about
from segue.journeys.doors import Doors
from segue.journeys.flows import Journey, Seen, Taken, advance
from segue.journeys.instances import WHOLE, Instance
from segue.journeys.patterns import matches
from segue.keys import PersonId
from segue.profile.profiles import Profile
from segue.segments.evaluating import Profiles
from segue.segments.membership import Membership, Segment
from segue.times import Millis


class Instances(Protocol):
    """Keeps journeys' instances; `save` raises Conflict when the version has moved on."""

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Instance | None: ...

    def save(self, instance: Instance) -> None: ...


@dataclass(frozen=True)
class Running:
    """The collaborators of `run_journeys`."""

    profiles: Profiles
    instances: Instances
    doors: Doors
    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]

    def signal(self, signal: Mapping[str, Any], now: Millis) -> None:
        """A signal from the bus: starts or moves on the journeys whose entry pattern it matches."""
        entered = self._entered_by(signal)
        profile = self.profiles.read(signal["detail"]["person"]) if entered else None
        if profile and not signal["detail"].get("backfill"):
            self._enter(entered, profile, now)

    def standing(self, profile: Profile, membership: Membership, now: Millis) -> None:
        """Time has passed for somebody who is in these segments: a second cart may be due though the first one,
        long mailed, keeps the person in the segment, so that no signal comes.

        Where imported history led into a segment nothing starts for the person as such; carts know it of themselves.
        """
        for one in membership.segments:
            signal = {"source": "segue", "detail-type": "SegmentEntered", "detail": {"segment": one}}
            entered = self._entered_by(signal)
            quiet = one in membership.quiet
            self._enter([each for each in entered if each.each == "cart"] if quiet else entered, profile, now)

    def _entered_by(self, signal: Mapping[str, Any]) -> list[Journey]:
        return [one for one in self.journeys.values() if matches(one.entry, signal)]

    def _enter(self, journeys: Iterable[Journey], profile: Profile, now: Millis) -> None:
        for journey in journeys:
            for key in self._keys(journey, profile, now):
                self._move(journey, profile, key, now)

    def alarm(self, person: PersonId, journey: str, key: str, now: Millis) -> None:
        """An instance's own alarm: moves it on. A journey that the playbook dropped stays where it is."""
        profile = read_about(self.profiles, person, key)
        if profile and journey in self.journeys:
            self._move(self.journeys[journey], profile, key, now)

    def _keys(self, journey: Journey, profile: Profile, now: Millis) -> Sequence[str]:
        if journey.each == "person":
            return [WHOLE]
        return self.segments[journey.while_].when.test(profile, now).carts if journey.while_ else ()

    def _move(self, journey: Journey, profile: Profile, key: str, now: Millis) -> None:
        known = self.instances.find(ids(profile) if key != WHOLE else ids(profile, past=False), journey.id, key)
        if known and known.state != "running":
            return
        instance = known or Instance(profile.id, journey.id, key, entered=now)
        seen = Seen(profile, still_true(self.segments.get(journey.while_), profile, key, now), now)
        reached = self._carried_out(known, advance(journey, instance, seen), seen)
        if reached is None or reached == known:
            return
        try:
            self.instances.save(reached)
        except Conflict:
            self._move(journey, profile, key, now)

    def _carried_out(self, reached: Instance | None, taken: Iterable[Taken], seen: Seen) -> Instance | None:
        """How far the run has come. What cannot be done yet is looked at again with the next signal, and what was done
        before it is not done again; a run that could not even begin is not used up."""
        for moved, effect in taken:
            if effect and not effect.carry_out(self.doors, moved, seen):
                break
            reached = moved
        return reached


def still_true(segment: Segment | None, profile: Profile, key: str, now: Millis) -> bool:
    """Whether what a run is about still holds: the last look before something is said. No segment, no condition."""
    if segment is None:
        return True
    verdict = segment.when.test(profile, now)
    return verdict.holds and (key == WHOLE or key in verdict.carts)
