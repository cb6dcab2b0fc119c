"""Why the identifiers of a person are one person's: evidence with the values, events and people behind the keys."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.api.masks import masked_identifiers
from segue.api.reading import Reading
from segue.events import Event
from segue.identifiers import TYPES, Identifier
from segue.identity.evidence import Evidence, evidence, why_apart
from segue.identity.persons import PersonSet
from segue.identity.rules import Rules
from segue.keys import IdentityKey
from segue.profile.profiles import Profile
from segue.times import MINUTE, Millis, to_text

MOST_EVENTS = 24  # looked up in the ledger
MOST_KEYS = 50  # of other people that are looked up
MOST_OTHERS = 6  # people that links which were left out lead to
NEAR = 10  # events around the moment of a link, among which its own is
DRIFT: Millis = MINUTE  # between a client's clock and ours


@dataclass(frozen=True)
class End:
    """An identifier at the end of a link; `value` is empty where only its key is known."""

    key: IdentityKey
    type: str
    value: str = ""


@dataclass(frozen=True)
class Link:
    """Evidence as people read it. `why`: the reason it was left out. `person`: whose the other end is then."""

    evidence: Evidence
    left: End
    right: End
    title: str = ""
    source: str = ""
    channel: str = ""
    actor: str = ""
    why: str = ""
    person: str = ""

    @property
    def state(self) -> str:
        """`joined`: made one person of two; `confirms`: they were one already; `apart`: left out."""
        return "apart" if self.evidence.reason else "joined" if self.evidence.joined else "confirms"


@dataclass(frozen=True)
class Names:
    """What keys stand for: values by key, declared types of custom ones, and whose they are beside this person's."""

    values: Mapping[IdentityKey, Identifier] = field(default_factory=dict)
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)
    owners: Mapping[IdentityKey, str] = field(default_factory=dict)

    def end(self, key: IdentityKey) -> End:
        """The identifier behind a key, as far as it is known."""
        known = self.values.get(key)
        kind = self.kinds.get(key) or TYPES[key[0]]
        return End(key, kind, known.value.removeprefix(f"{kind}:") if known else "")


@dataclass(frozen=True)
class Links:
    """Looks up why people are one. `rules` are the playbook's in force."""

    reading: Reading
    rules: Callable[[], Rules]

    def of(self, profile: Profile, roles: frozenset[str]) -> list[Link]:
        """Every link of the person, earliest first, with what these roles may see."""
        person, rules = self.set_of(profile), self.rules()
        found = evidence(person, rules)
        names = self._names(profile, person, [one for one in found if one.reason], roles)
        events = self._events(found)
        return [_link(one, names, events.get(one.event), why_apart(one.reason, rules)) for one in found]

    def set_of(self, profile: Profile) -> PersonSet:
        """The person as a set of identity keys."""
        return self.reading.people.sets([profile.id])[profile.id]

    def _names(self, profile: Profile, person: PersonSet, apart: Sequence[Evidence], roles: frozenset[str]) -> Names:
        outside = sorted({key for one in apart for key in (one.left, one.right)} - person.keys)[:MOST_KEYS]
        rows = self.reading.people.identities(outside) if outside else {}
        ids = sorted({row.owner for row in rows.values()})[:MOST_OTHERS]
        others = [one for one in map(self.reading.profiles.read, ids) if one]
        owners = {key: one.id for one in others for key in one.identities}
        return Names(self._values([profile, *others], roles), person.kinds, owners)

    def _values(self, people: Iterable[Profile], roles: frozenset[str]) -> dict[IdentityKey, Identifier]:
        return {
            key: Identifier(row["type"], shown["value"])
            for one in people
            for row, shown in zip(one.identifiers, masked_identifiers(one.identifiers, roles), strict=True)
            for key in self.reading.keys_of(Identifier(row["type"], row["value"]))
        }

    def _events(self, found: Iterable[Evidence]) -> dict[str, Event]:
        """The events behind the links, by id; one whose client's clock was far off is not found."""
        asked = {one.event: one for one in found}
        looked = list(asked.values())[:MOST_EVENTS]
        return {event.message_id: event for one in looked for event in self._around(one) if event.message_id in asked}

    def _around(self, one: Evidence) -> Iterator[Event]:
        yield from self.reading.ledger.timeline(one.left, NEAR, to_text(one.time + DRIFT))


def _link(one: Evidence, names: Names, event: Event | None, why: str) -> Link:
    said: Mapping[str, Any] = event.properties if event and one.how == "staff" else {}
    outside = [names.owners[key] for key in (one.left, one.right) if one.reason and key in names.owners]
    return Link(
        evidence=one,
        left=names.end(one.left),
        right=names.end(one.right),
        title=(event.event or event.type) if event else "",
        source=event.source if event else "",
        channel=event.channel if event else "",
        actor=str(said.get("actor", "")),
        why=why if one.reason else "",
        person=next(iter(outside), ""),
    )
