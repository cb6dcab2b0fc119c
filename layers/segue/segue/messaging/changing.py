"""Changing: makes what a customer chose hold.

A no, and a pause, stand at the addresses before they are in the ledger; a yes is in the ledger before it stands at an
address: it counts when its proof is kept. Each half can be done again: a no that stands keeps its moment, so that the
event which tells of it is the same one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from segue.contact_points import ContactPoint, identity_at
from segue.events import Event
from segue.keys import IdentityKey
from segue.messaging.links import OptOut
from segue.messaging.policies import Policy
from segue.messaging.preferences import CHANNEL, LANGUAGE, PROFILED, Profiled, Switch, View, may_agree
from segue.messaging.wishes import Wish
from segue.profile.pauses import PAUSED
from segue.profile.profiling import PURPOSE as PROFILING
from segue.profile.restricting import EVERYWHERE
from segue.times import DAY, Millis, to_text

SOURCE = "preference-centre"


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class ContactPoints(Protocol):
    """Each is in force when it returns."""

    def read_many(self, keys: Iterable[IdentityKey], /) -> Mapping[IdentityKey, ContactPoint]: ...

    def answer(self, key: IdentityKey, purpose: str, granted: bool, moment: Millis) -> ContactPoint: ...

    def pause(self, key: IdentityKey, until: Millis) -> ContactPoint: ...


@dataclass(frozen=True)
class Changing:
    """Writes to addresses and to the ledger."""

    contact_points: ContactPoints
    ledger: Ledger

    def change(self, link: OptOut, known: tuple[View, Policy], wish: Wish, now: Millis) -> bool:
        """In force when it returns. Answers whether a message was on its way that could not be stopped any more."""
        view, policy = known
        stopped = [point for one in view.switches if one.name in wish.off for point in self._deny(link, one, now)]
        stopped += self._pause(view, wish, now)
        for one in view.switches:
            if one.name in wish.on:
                self._agree(link, one, policy, now)
        self._profile(link, view.profiled, wish, now)
        self._note(link, wish, now)
        return any(point.in_flight(now) for point in stopped)

    def _deny(self, link: OptOut, switch: Switch, now: Millis) -> list[ContactPoint]:
        contacts = [one.contact for one in switch.reach.points]
        since = _since(contacts, switch.purpose, now)
        done = [self.contact_points.answer(one.key, switch.purpose, granted=False, moment=since) for one in contacts]
        self._append(link, switch, False, (since, now))
        return done

    def _pause(self, view: View, wish: Wish, now: Millis) -> list[ContactPoint]:
        if wish.pause is None:
            return []
        until = now + wish.pause * DAY if wish.pause else 0
        return [self.contact_points.pause(one.contact.key, until) for reach in view.reaches for one in reach.points]

    def _agree(self, link: OptOut, switch: Switch, policy: Policy, now: Millis) -> None:
        self._append(link, switch, True, (now, now))
        for point in switch.reach.points:
            if may_agree(point, switch.reach, switch.purpose, policy):
                self.contact_points.answer(point.contact.key, switch.purpose, granted=True, moment=now)

    def _append(self, link: OptOut, switch: Switch, granted: bool, moments: tuple[Millis, Millis]) -> None:
        """One answer for each channel that the switch is about."""
        for channel in switch.reach.channels:
            said = {"channel": channel, "purpose": switch.purpose, "granted": granted, "method": SOURCE}
            named = f"{channel}-{switch.purpose}-{'yes' if granted else 'no'}"
            event = _event(link, named, moments, event="Consent Updated", properties=said, channel=channel)
            self.ledger.append_under([identity_at(link.contact_point)], event)

    def _profile(self, link: OptOut, known: Profiled | None, wish: Wish, now: Millis) -> None:
        """A yes takes back every no, wherever it was said; a no that stands keeps its moment."""
        if known is None or PROFILED not in wish.on | wish.off:
            return
        granted = PROFILED in wish.on
        for channel in known.channels if granted else (EVERYWHERE,):
            said = {"channel": channel, "purpose": PROFILING, "granted": granted, "method": SOURCE}
            named = f"{channel}-{PROFILING}-{'yes' if granted else 'no'}"
            since = now if granted else known.since or now
            event = _event(link, named, (since, now), event="Consent Updated", properties=said)
            self.ledger.append_under([identity_at(link.contact_point)], event)

    def _note(self, link: OptOut, wish: Wish, now: Millis) -> None:
        """What decisions take from the profile."""
        until = None if wish.pause is None else to_text(now + wish.pause * DAY) if wish.pause else ""
        traits = {PAUSED: until, CHANNEL: wish.channel, LANGUAGE: wish.language}
        said = {name: value for name, value in traits.items() if value is not None}
        if said:
            event = _event(link, "wishes", (now, now), type="identify", traits=said)
            self.ledger.append_under([identity_at(link.contact_point)], event)


def _since(contacts: Sequence[ContactPoint], purpose: str, now: Millis) -> Millis:
    """Since when the no holds, where it stands at all of them; else from now on."""
    standing = [one.denied[purpose] for one in contacts if one.refuses(purpose, asks_first=False) == "opted-out"]
    return max(standing) if standing and len(standing) == len(contacts) else now


def _event(link: OptOut, named: str, moments: tuple[Millis, Millis], **said: Any) -> Event:
    """`moments`: when it was said, and now."""
    identity = f"preferences-{named}-{link.message_id}"
    since, now = moments
    told = {"type": "track", "channel": "web", **said}
    times = {"original_timestamp": since, "timestamp": since, "received_at": now}
    return Event(message_id=identity, source=SOURCE, **times, **told)
