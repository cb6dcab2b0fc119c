"""Naming: what an event says about who is one person, as a link between identity keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.events import Event
from segue.facets.names import attestation, is_news
from segue.identifiers import CODES, Identifier, identifiers_of, previous_user
from segue.identity.edges import SPELT, Edge, Pair
from segue.identity.normalising import normalised
from segue.identity.persons import Change
from segue.identity.rules import Rules
from segue.keys import IdentityKey
from segue.profile.identities import Record
from segue.times import Millis

Known = Mapping[str, Mapping[str, Sequence[Any]]]  # how each value of a type was seen: the facet `names`


@dataclass(frozen=True)
class Link:
    """What one event names: its own key first, then the others; `spelt` are pairs of spellings of one value.

    `doubtful` keys count only where they are known already: the previous id of an alias may be anything.
    `nobody`: the event's own identifier is one that names nobody, such as a till's.
    """

    keys: tuple[IdentityKey, ...]
    event: str
    time: Millis
    attestation: int
    spelt: tuple[Pair, ...] = ()
    doubtful: frozenset[IdentityKey] = frozenset()
    nobody: bool = False
    kinds: Mapping[IdentityKey, str] = field(default_factory=dict)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """One edge from the event's own key to each other, and one between two spellings."""
        alike = [Edge(one, other, self.event, self.time, SPELT) for one, other in self.spelt]
        second = {other for _, other in self.spelt}
        named = [key for key in self.keys[1:] if key not in second]
        return (*(Edge(self.keys[0], one, self.event, self.time, self.attestation) for one in named), *alike)

    def change(self) -> Change:
        """What it says about people."""
        own, none = frozenset(self.keys[:1]), frozenset[IdentityKey]()
        return Change(
            keys=frozenset(self.keys),
            edges=self.edges,
            shared=own if self.nobody else none,
            somebody=none if self.nobody else own,
            kinds=self.kinds,
            doubtful=self.doubtful,
        )


@dataclass(frozen=True)
class Naming:
    """`key`: an identifier's key under the stack's secret; `rules`: the playbook's in force."""

    key: Callable[[Identifier], IdentityKey]
    rules: Callable[[], Rules]

    def link(self, record: Record, known: Known) -> Link:
        """What the event names beside its own key; `known` has been linked with that before and is left out."""
        event, rules = record.event, self.rules()
        carried = identifiers_of(event)  # none where the key alone was known: a signed link holds no address
        nobody = any(rules.names_nobody(*own) for own in carried[:1])
        new = [one for one in carried if is_news(event, known.get(one.type, {}).get(one.value))]
        named = [] if nobody else [one for one in new if not rules.names_nobody(*one)]
        previous = previous_user(event)
        doubtful = {self.key(previous)} - {record.key} if previous and not nobody else set[IdentityKey]()
        keys = {record.key: None} | {key: None for one in named for key in self.spellings(one, event)}
        return Link(
            keys=tuple(keys | dict.fromkeys(sorted(doubtful))),
            event=event.message_id,
            time=event.timestamp,
            attestation=attestation(event),
            spelt=self._spelt(named, event),
            doubtful=frozenset(doubtful),
            nobody=nobody,
            kinds={self.key(one): kind_of(one) for one in named if one.type == "custom"},
        )

    def spellings(self, one: Identifier, event: Event) -> tuple[IdentityKey, ...]:
        """The frozen key, then the key of the right spelling where that is another."""
        return tuple(dict.fromkeys((self.key(one), self.key(normalised(one, event, self.rules())))))

    def _spelt(self, named: Sequence[Identifier], event: Event) -> tuple[Pair, ...]:
        spelt = [self.spellings(one, event) for one in named]
        return tuple((two[0], two[1]) for two in spelt if len(two) == 2)


def kind_of(custom: Identifier) -> str:
    """The shop's own type of a custom identifier; a name of ours is none."""
    named = custom.value.partition(":")[0]
    return "custom" if named in CODES else named
