"""Asking: finds every address of a person that a message could go to, so that it can be decided."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from segue.contact_points import CHANNELS, ContactPoint, address_types, identity_at, point_of
from segue.experiments.holdouts import NOBODY, Holdout
from segue.journeys.attribution import ids
from segue.keys import IdentityKey, PersonId
from segue.messages import BEST, Message
from segue.messaging.booking import NO_CAPS, Booking
from segue.messaging.patterns import Known
from segue.messaging.reasons import Reason
from segue.messaging.replying import is_reply, own_words
from segue.messaging.switches import NOTHING_PAUSED, Switches
from segue.messaging.templates import for_channel
from segue.messaging.ways import Ask, Way, wanted
from segue.messaging.windows import open_until
from segue.profile.addresses import addresses, every_address
from segue.profile.profiles import Profile

MOST = 5  # addresses of one person on one channel


class ContactPoints(Protocol):
    """Reads what sends must pass, many at once; an unknown one is empty."""

    def read_many(self, keys: Iterable[IdentityKey], /) -> dict[IdentityKey, ContactPoint]: ...


@dataclass(frozen=True)
class Asking:
    """Puts a decision's question. `key` makes the key of an address; `configured`: whether something is
    deployed here that sends messages of a channel and a purpose; `known`: how everybody answers, asked for only where
    the message leaves channel or hour open. `booking`: whose slots are asked for; `switches`: what is paused, for the
    messages of a journey. `holdout`: of whom an address is somebody else's it is asked by `owner`, only where they may
    be held out of what the message is for."""

    contact_points: ContactPoints
    key: Callable[[str, str], IdentityKey]
    templates: Mapping[str, Mapping[str, Any]]
    configured: Callable[[str, str], bool] = lambda _channel, _purpose: True
    known: Callable[[PersonId], Known] = lambda _person: Known()
    booking: Booking = NO_CAPS
    switches: Callable[[str], Switches] = lambda _journey: NOTHING_PAUSED
    holdout: Holdout = NOBODY
    owner: Callable[[IdentityKey], Profile | None] = lambda _identity: None

    def of(self, message: Message, profile: Profile | None, over: str = "") -> Ask:
        """All ways of the person that the message may take, and why its other channels have none. Where the message
        names its contact point that is the only way; what was said at the others of the channel counts all the same."""
        if profile is None:
            return Ask(message, None, over=over)
        template = self.templates.get(message.template, {})
        silent = {channel: self._silent(message, channel) for channel in wanted(message)}
        found = [
            one for channel, why in silent.items() if not why for one in self._addresses(message, channel, profile)
        ]
        points = self.contact_points.read_many({point for _, point, _ in found})
        owners = self._owners(message, profile, {point for channel, point, _ in found if address_types(channel)})
        reached = [
            Way(channel, point, value, points[point], open_until(channel, profile, template), owners.get(point, ()))
            for channel, point, value in found
        ]
        fixed = "" if message.channels else message.contact_point
        ways = tuple(one for one in reached if fixed in ("", one.point))
        others = tuple(one for one in reached if fixed not in ("", one.point))
        known = self.known(profile.id) if BEST in (message.when, *message.channels) else Known()
        told = _told(message, silent, {one.channel for one in ways})
        used = self.booking.used(message, profile) if ways else ()
        return Ask(message, profile, ways, told, over, template, known, used, self.switches(message.journey), others)

    def _silent(self, message: Message, channel: str) -> str:
        """Why a channel is out of the question, whoever the person is."""
        if channel in message.struck:
            return "struck"
        if channel not in CHANNELS or not self.configured(channel, message.purpose):
            return "no-queue"
        if own_words(message):
            return ""
        template = self.templates.get(message.template)
        if template is None:
            return "no-such-template"
        return "" if for_channel(template, channel) else "no-text"

    def _addresses(self, message: Message, channel: str, profile: Profile) -> list[tuple[str, IdentityKey, str]]:
        """(channel, contact point, value), the best attested and newest first; of every type where the message names
        its contact point. What needs no address goes to the person itself."""
        fixed = not message.channels and message.contact_point
        if not address_types(channel):
            return [(channel, fixed or point_of(channel, profile.id), "")]
        known = every_address(profile, channel) if fixed else addresses(profile, channel)[:MOST]
        found = [(channel, self.key(*one), one.value) for one in known]
        return [*found, *self._given(message, channel)] if is_reply(message) else found

    def _owners(
        self, message: Message, profile: Profile, points: Collection[IdentityKey]
    ) -> dict[str, tuple[str, ...]]:
        """By contact point the ids of whoever else it belongs to; a shared one is nobody's."""
        if not self.holdout.concerns(message.purpose):
            return {}
        others = {one: self.owner(identity_at(one)) for one in points if identity_at(one) not in profile.identities}
        return {one: ids(owner, past=False) for one, owner in others.items() if owner and not owner.shared}

    def _given(self, message: Message, channel: str) -> list[tuple[str, IdentityKey, str]]:
        """An address that the customer gave for this conversation alone: it is no identity of anybody's yet."""
        value = str(message.data.get("to", ""))
        keys = {self.key(kind, value) for kind in address_types(channel)} if value else set()
        return [(channel, one, value) for one in keys & {message.contact_point}]


def _told(message: Message, silent: Mapping[str, str], reached: Collection[str]) -> tuple[Reason, ...]:
    """Why channels have no way. Where any would do, what is missing is said only when there is none at all, and of what
    is not deployed nothing beside another reason."""
    if message.channels == (BEST,) and reached:
        return ()
    without = [(channel, why or "no-address") for channel, why in silent.items() if channel not in reached]
    if message.channels == (BEST,):
        without = [one for one in without if one[1] != "no-queue"] or without
    return tuple(Reason(why, {"channel": channel}) for channel, why in without)
