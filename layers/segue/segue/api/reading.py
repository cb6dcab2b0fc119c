"""What staff can look up about customers, for the people API and the console alike."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from segue.api import histories
from segue.api.histories import Histories
from segue.api.timeline import Moment, Place, Wanted
from segue.errors import Invalid, NotFound
from segue.events import Event
from segue.identifiers import CODES, Identifier, identifier
from segue.identity import order_numbers
from segue.identity.meaning import candidates, meant
from segue.identity.numbers import as_typed
from segue.identity.persons import PersonSet
from segue.journeys.attribution import ids, owns_message, owns_run
from segue.journeys.instances import Instance
from segue.keys import IdentityKey, PersonId, is_key
from segue.messages import Message, person_of
from segue.predictions import SOURCE as PREDICTIONS
from segue.profile.identities import Identity
from segue.profile.names import asked_as, full_name, is_called
from segue.profile.profiles import Profile
from segue.segments.membership import Membership
from segue.spelling import meant as spelled

Found = TypeVar("Found")
MOST_NAMED = 20  # identities under one name that are looked at


def nobody(_words: str, _most: int) -> Sequence[IdentityKey]:
    """Where nobody is found by name."""
    return ()


class Profiles(Protocol):
    """Reads people: under any id that somebody has had, or the person of a set that was just read."""

    def read(self, person: PersonId) -> Profile | None: ...

    def of(self, found: PersonSet) -> Profile | None: ...


class People(Protocol):
    """Whose an identity is, and who is in which segments."""

    def identities(self, keys: Sequence[IdentityKey]) -> dict[IdentityKey, Identity]: ...

    def sets(self, persons: Sequence[PersonId]) -> dict[PersonId, PersonSet]: ...

    def membership(self, person: PersonId) -> Membership: ...


class Messages(histories.Messages, Protocol):
    """Reads messages of people."""

    def of_people(self, persons: Sequence[PersonId]) -> list[Message]: ...

    def read(self, identity: str) -> Message | None: ...


class Journeys(Protocol):
    """Reads people's runs of journeys."""

    def of_people(self, persons: Sequence[PersonId]) -> list[Instance]: ...


class Ledger(histories.Ledger, Protocol):
    """Reads the events of one source identity, newest first, before a place."""

    def timeline(self, key: IdentityKey, limit: int, before: str = "") -> list[Event]: ...


@dataclass(frozen=True)
class Reading:
    """Looks customers up. `keys_of` is an identifier's keys under this stack's secret: as typed, as spelt right.
    `countries` are those of telephone numbers that say none. `named` are identities of who is or was called so.
    `shops` are the names that stand before the ids of orders."""

    keys_of: Callable[[Identifier], Sequence[IdentityKey]]
    profiles: Profiles
    people: People
    messages: Messages
    journeys: Journeys
    ledger: Ledger
    countries: Callable[[], Sequence[str]] = tuple[str, ...]
    named: Callable[[str, int], Sequence[IdentityKey]] = nobody
    shops: Callable[[], Sequence[str]] = tuple[str, ...]

    def find(self, kind: str, value: str) -> Profile:
        """The person behind an identifier. Raises Invalid("bad-identifier"), NotFound("unknown-person")."""
        return known(self.profiles.of(self.set_of(kind, value)))

    def set_of(self, kind: str, value: str) -> PersonSet:
        """Who is behind an identifier, without the profile, however it is written; of no country is guessed, since
        programs ask, too. Raises as `find` does."""
        named = identifier(kind, as_typed(value) if kind == "phone" else value)
        if named is None:
            raise Invalid("bad-identifier", f"that is no {kind}")
        return known(next(iter(self._people(meant(named))), None), kind)

    def person(self, person: PersonId) -> Profile:
        """The person of this id, or the one who absorbed it. Raises NotFound("unknown-person")."""
        return known(self.profiles.read(person))

    def search(self, text: str) -> list[Profile]:
        """Everybody whom this text names: as any type of identifier however it is written, by what a shop calls an
        order of theirs, or as a person id; where it is none of these, whoever is called by these words."""
        if is_key(text):
            found = [self.profiles.read(text)]
        else:
            found = [self.profiles.of(one) for one in self._people(self.meanings(text))] + self._ordered(text)
        people = {one.id: one for one in found if one}
        return list(people.values()) or self._called(text)

    def _ordered(self, text: str) -> list[Profile | None]:
        """Whoever has an order that a shop calls so; of several shops several people may have."""
        keys = [key for words in order_numbers.asked_as(text) for key in self.named(words, MOST_NAMED)]
        read = (self.profiles.read(key) for key in dict.fromkeys(keys))
        return [one for one in read if one and not one.shared]

    def _called(self, text: str) -> list[Profile]:
        words = asked_as(text)
        read = (self.profiles.read(one) for one in (self.named(words, MOST_NAMED) if words else ()))
        people = {one.id: one for one in read if one and not one.shared and is_called(text, one.traits)}
        return sorted(people.values(), key=lambda one: (full_name(one.traits).casefold(), one.id))

    def meanings(self, text: str) -> list[Identifier]:
        """Every identifier that somebody may mean who types this."""
        return candidates(text, self.countries(), self.shops())

    def membership(self, profile: Profile) -> Membership:
        """The segments that the person is in, with since when."""
        return self.people.membership(profile.id)

    def messages_of(self, profile: Profile) -> list[Message]:
        """Every message under every id that the person has had, newest first."""
        return self._own(profile, self.messages.of_people(ids(profile)))

    def message_of(self, profile: Profile, identity: str) -> Message:
        """One of them. Raises NotFound("unknown-message")."""
        found = self.messages.read(identity) if person_of(identity) in ids(profile) else None
        if found is None or not self._own(profile, [found]):
            raise NotFound("unknown-message", "this customer has no such message")
        return found

    def journeys_of(self, profile: Profile) -> list[Instance]:
        """Every run of a journey, running or ended, newest first."""
        return [one for one in self.journeys.of_people(ids(profile)) if owns_run(profile, one)]

    def timeline(self, profile: Profile, wanted: Wanted, more: Sequence[Moment] = ()) -> tuple[list[Moment], Place]:
        """A page of moments, newest first, and the place where the next page starts, empty at the end. `more` are
        moments besides events and messages.

        A filtered page may be short although there is more. Of whoever objects to profiling no prediction is told.
        """
        found, further = Histories(self.messages, self.ledger, self._own).page(profile, wanted, more)
        silent = profile.objects_to_profiling
        return [one for one in found if not (silent and one.source == PREDICTIONS)], further

    def _own(self, profile: Profile, said: Sequence[Message]) -> list[Message]:
        addresses = {key for one in profile.identifiers for key in self.keys_of(Identifier(one["type"], one["value"]))}
        return [one for one in said if owns_message(profile, one, addresses)]

    def _people(self, named: Iterable[Identifier]) -> list[PersonSet]:
        """Everybody whom one of these names, in two reads."""
        keys = list(dict.fromkeys(key for one in named for key in self.keys_of(one)))
        rows = self.people.identities(keys)
        owners = [rows[key].owner for key in keys if rows[key].known]
        sets = self.people.sets(owners)
        return list({sets[owner].id: sets[owner] for owner in owners}.values())


def known(found: Found | None, kind: str = "") -> Found:
    """What was found. Raises NotFound("unknown-person") for nothing; a type of identifier that is the shop's own, or
    misspelt, is told with the one that was meant."""
    if found is None:
        hint = spelled(kind, CODES) if kind and kind not in CODES else ""
        raise NotFound("unknown-person", f"no customer is known by that{hint}")
    return found
