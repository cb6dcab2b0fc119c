"""What the kinds of cases do by themselves: rectification, restriction and its end, objection.

A no stands at the addresses before it is in the ledger; a yes is in the ledger before it stands at an address. Each may
be done again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.contact_points import CHANNELS, ContactPoint, address_types, point_of
from segue.errors import Invalid
from segue.events import Event
from segue.identifiers import Identifier, identifier
from segue.keys import IdentityKey
from segue.privacy_cases.cases import Case
from segue.privacy_cases.handling import Act, Wanted
from segue.privacy_cases.telling import answered, everywhere, rectified
from segue.profile import profiling, restricting
from segue.profile.addresses import every_address
from segue.profile.profiles import Profile
from segue.times import Millis

NAMED = ("email", "phone", "loyalty_id")  # identifiers that a rectification may give
MARKETING = "marketing"


class Ledger(Protocol):
    """Writes an event under an identity key, once."""

    def append_under(self, keys: Sequence[IdentityKey], event: Event) -> None: ...


class ContactPoints(Protocol):
    """In force when it returns."""

    def answer(self, key: IdentityKey, purpose: str, granted: bool, moment: Millis) -> ContactPoint: ...


@dataclass(frozen=True)
class Effects:
    """`read` finds the person of a case, `key` makes the key of an address; `seal` encrypts sensitive traits, as every
    door does. All of it raises Unavailable."""

    read: Callable[[str], Profile | None]
    ledger: Ledger
    contact_points: ContactPoints
    key: Callable[[Identifier], IdentityKey]
    seal: Callable[[Event, IdentityKey], Event]

    def rectify(self, case: Case, act: Act, wanted: Wanted) -> Sequence[str]:
        """What is right stands in the ledger. Raises Invalid("nothing-to-rectify", "bad-identifier")."""
        traits = {**wanted.traits, **dict(map(_named, wanted.identifiers))}
        if not traits:
            raise Invalid("nothing-to-rectify", "say what is right: `traits`, or `identifiers`")
        profile = self.read(case.asked)
        key, own = self._identities(case, profile)[0]
        self.ledger.append_under([key], self.seal(rectified(case, act, traits, own), key))
        return ()

    def restrict(self, case: Case, act: Act, _: Wanted) -> Sequence[str]:
        """Nothing is used from now on."""
        profile = self.read(case.asked)
        for point in self._points(profile):
            self.contact_points.answer(point, restricting.PURPOSE, granted=False, moment=act.time)
        self._say(case, act, (restricting.PURPOSE, False), profile)
        return ()

    def lift(self, case: Case, act: Act) -> None:
        """It may be used again."""
        profile = self.read(case.asked)
        self._say(case, act, (restricting.PURPOSE, True), profile)
        for point in self._points(profile):
            self.contact_points.answer(point, restricting.PURPOSE, granted=True, moment=act.time)

    def object(self, case: Case, act: Act, wanted: Wanted) -> Sequence[str]:
        """No marketing on any channel, no profiling. Raises Invalid("objects-to-nothing")."""
        if not wanted.to:
            raise Invalid("objects-to-nothing", "say what the objection is to: `marketing`, `profiling`")
        profile = self.read(case.asked)
        if MARKETING in wanted.to:
            self._no_marketing(case, act, profile)
        if profiling.PURPOSE in wanted.to:
            self._say(case, act, (profiling.PURPOSE, False), profile)
        return ()

    def _no_marketing(self, case: Case, act: Act, profile: Profile | None) -> None:
        for point in self._points(profile):
            self.contact_points.answer(point, MARKETING, granted=False, moment=act.time)
        keys = [key for key, _ in self._identities(case, profile)]
        for channel in CHANNELS:
            self.ledger.append_under(keys, answered(case, act, (channel, MARKETING, False)))

    def _say(self, case: Case, act: Act, said: tuple[str, bool], profile: Profile | None) -> None:
        """Under each identity in its own name: it stays with each of them when they are parted, and none of two people
        who become one takes the other's no back."""
        for key, own in self._identities(case, profile):
            self.ledger.append_under([key], everywhere(case, act, said, own))

    def _identities(self, case: Case, profile: Profile | None) -> list[tuple[IdentityKey, Identifier | None]]:
        """Every identity of the person with what it is called, that which was asked for in front; what nobody is known
        by has none but its key."""
        if profile is None:
            return [(case.asked, None)]
        named = {self.key(one): one for one in _names(profile)}
        order = sorted(profile.identities, key=lambda one: (one != case.asked, one not in named, one))
        return [(one, named.get(one)) for one in order]

    def _points(self, profile: Profile | None) -> list[IdentityKey]:
        """Wherever anything could be sent to the person."""
        return list(dict.fromkeys(self._reached(profile))) if profile else []

    def _reached(self, profile: Profile) -> Iterator[IdentityKey]:
        for channel in CHANNELS:
            if not address_types(channel):
                yield point_of(channel, profile.id)
            yield from map(self.key, every_address(profile, channel))


def _names(profile: Profile) -> Iterator[Identifier]:
    return (Identifier(one["type"], one["value"]) for one in profile.identifiers)


def _named(one: tuple[str, str]) -> tuple[str, str]:
    kind, value = one
    found = identifier(kind, value) if kind in NAMED else None
    if found is None:
        raise Invalid("bad-identifier", f"a rectification gives {', '.join(NAMED)}, spelt as one")
    return kind, found.value
