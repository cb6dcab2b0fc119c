"""Running journeys: whatever woke us, look at the person now and do what is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.errors import Conflict
from segue.journeys.attribution import ids, read_about
from segue.journeys.flows import WHOLE, Effect, Instance, Journey, SendMessage, WakeAt, advance
from segue.journeys.patterns import matches
from segue.keys import IdentityKey, PersonId
from segue.messages import Message, message_id
from segue.profile.profiles import Profile
from segue.reach import CHANNELS
from segue.segments.evaluating import Profiles
from segue.segments.membership import Segment
from segue.times import Millis


class Instances(Protocol):
    """Keeps journeys' instances; `save` raises Conflict when the version has moved on."""

    def find(self, persons: Iterable[PersonId], journey: str, key: str) -> Instance | None: ...

    def save(self, instance: Instance) -> None: ...


class Outbox(Protocol):
    """Writes an intended message down once."""

    def intend(self, message: Message) -> bool: ...


class Alarms(Protocol):
    """Wakes an instance at a moment; setting the same alarm twice is one."""

    def arm_instance(self, instance: Instance, due: Millis, now: Millis) -> None: ...


class Addresses(Protocol):
    """The identity key of an address."""

    def __call__(self, kind: str, value: str) -> IdentityKey: ...


@dataclass(frozen=True)
class Running:
    """The collaborators of `run_journeys`."""

    profiles: Profiles
    instances: Instances
    outbox: Outbox
    alarms: Alarms
    address: Addresses
    journeys: Mapping[str, Journey]
    segments: Mapping[str, Segment]

    def signal(self, signal: Mapping[str, Any], now: Millis) -> None:
        """A signal from the bus: starts or moves on the journeys whose entry pattern it matches."""
        entered = self._entered_by(signal)
        profile = self.profiles.read(signal["detail"]["person"]) if entered else None
        if profile and not signal["detail"].get("backfill"):
            self._enter(entered, profile, now)

    def standing(self, profile: Profile, segments: Iterable[str], now: Millis) -> None:
        """Time has passed for somebody who is in these segments: a second cart may be due though the first one,
        long mailed, keeps the person in the segment, so that no signal comes."""
        for one in segments:
            signal = {"source": "segue", "detail-type": "SegmentEntered", "detail": {"segment": one}}
            self._enter(self._entered_by(signal), profile, now)

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

    def _holds(self, journey: Journey, profile: Profile, key: str, now: Millis) -> bool:
        return still_true(self.segments.get(journey.while_), profile, key, now)

    def _move(self, journey: Journey, profile: Profile, key: str, now: Millis) -> None:
        known = self.instances.find(ids(profile) if key != WHOLE else ids(profile, past=False), journey.id, key)
        if known and known.state != "running":
            return
        instance = known or Instance(profile.id, journey.id, key, entered=now)
        moved, effects = advance(journey, instance, self._holds(journey, profile, key, now), now)
        if not all(self._carry_out(effect, moved, profile, now) for effect in effects):
            return  # nobody can be written to yet: the run is not used up, whoever signs in later gets the message
        if moved == instance and known:
            return
        try:
            self.instances.save(moved)
        except Conflict:
            self._move(journey, profile, key, now)

    def _carry_out(self, effect: Effect, instance: Instance, profile: Profile, now: Millis) -> bool:
        """False where a message has no address to go to."""
        if isinstance(effect, WakeAt):
            self.alarms.arm_instance(instance, effect.due, now)
            return True
        kind = CHANNELS[effect.send.channel].address
        address = profile.first(kind)
        if address:
            self.outbox.intend(_message(effect, instance, self.address(kind, address), now))
        return address is not None


def still_true(segment: Segment | None, profile: Profile, key: str, now: Millis) -> bool:
    """Whether what a run is about still holds: the last look before something is said. No segment, no condition."""
    if segment is None:
        return True
    verdict = segment.when.test(profile, now)
    return verdict.holds and (key == WHOLE or key in verdict.carts)


def _message(effect: SendMessage, instance: Instance, point: IdentityKey, now: Millis) -> Message:
    return Message(
        id=message_id(instance.person, (instance.journey, instance.key, effect.step), point),
        person=instance.person,
        contact_point=point,
        journey=instance.journey,
        key=instance.key,
        step=effect.step,
        template=effect.send.template,
        channel=effect.send.channel,
        purpose=effect.send.purpose,
        created=now,
    )
