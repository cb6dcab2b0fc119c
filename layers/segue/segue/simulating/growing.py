"""Growing: a person's facets while events come, each added up only when somebody asks for it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property, reduce
from typing import Any

from segue.events import DECISIONS, Event
from segue.facets import FACETS, HISTORY, NEVER_APART, Facets, Value, own, whole, worth_of
from segue.profile.profiles import Profile

OWN, PAST, BOTH = "own", "past", "both"
Place = tuple[str, str]  # a facet, and whose events count


@dataclass
class Growing:
    """The events so far, and what they come to by facet. A mapping that it gives is always of now."""

    events: dict[str, list[Event]] = field(default_factory=lambda: {OWN: [], PAST: [], BOTH: []})
    values: dict[Place, Value] = field(default_factory=dict)
    absorbed: dict[Place, int] = field(default_factory=dict)

    def grow(self, events: Iterable[Event], watched: Collection[str]) -> frozenset[str]:
        """Takes events in; answers which of the facets that are watched differ now."""
        places = [place for name in watched for place in {_place(name, OWN), _place(name, PAST)}]
        before = [(place, self.value(place)) for place in places]
        for one in events:
            if one.event not in DECISIONS:
                self.events[PAST if one.backfill else OWN].append(one)
                self.events[BOTH].append(one)
        return frozenset(place[0] for place, value in before if _differs(self.value(place), value))

    def value(self, place: Place) -> Value:
        """What a facet comes to now."""
        name, events = place[0], self.events[place[1]]
        known, value = self.absorbed.get(place, 0), self.values.get(place, {})
        if known < len(events):
            worth = [more for one in events[known:] if (more := worth_of(name, one))]
            value = _sum([value, *worth] if value else worth, FACETS[name].add)
            self.values[place], self.absorbed[place] = value, len(events)
        return value

    @property
    def facets(self) -> "Lazy":
        """The facets as a profile has them, history apart."""
        return Lazy(self, OWN)

    @property
    def has_history(self) -> bool:
        """Whether anything is told by history alone."""
        return bool(self.events[PAST])


@dataclass(frozen=True)
class Lazy(Mapping[str, Any]):
    """Facets by name, added up when asked for."""

    growing: Growing
    kind: str

    def __getitem__(self, name: str) -> Any:
        found = self._found(name)
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (one for one in (*FACETS, HISTORY) if self._found(one))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _found(self, name: str) -> Any:
        if name == HISTORY:
            return Lazy(self.growing, PAST) if self.kind == OWN and self.growing.has_history else {}
        if name not in FACETS or (self.kind == PAST and name in NEVER_APART):
            return {}
        return self.growing.value(_place(name, self.kind))


class Whole(Mapping[str, Any]):
    """The customer's own facets and history's, added up when asked for."""

    def __init__(self, facets: Lazy) -> None:
        self._facets, self._made = facets, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            parts = (Lazy(self._facets.growing, kind).get(name) for kind in (OWN, PAST))
            told = [one for one in parts if one and name in FACETS]
            self._made[name] = FACETS[name].add(*told) if len(told) > 1 else next(iter(told), {})
        if not self._made[name]:
            raise KeyError(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return (one for one in FACETS if self.get(one))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Person(Profile):
    """A profile whose facets grow; it is made anew whenever they have."""

    @cached_property
    def whole(self) -> Facets:
        """The facets with what history tells of added to the customer's own."""
        if not isinstance(self.facets, Lazy):
            return whole(self.facets)
        return Whole(self.facets) if self.has_history else self.facets

    @cached_property
    def own(self) -> "Person":
        """The person without what history alone tells of."""
        return Person(**made_of(self, own(self.facets)))


def made_of(profile: Profile, facets: Facets) -> dict[str, Any]:
    """What a profile is made of, with other facets."""
    return {**{one.name: getattr(profile, one.name) for one in fields(Profile) if one.init}, "facets": facets}


def _place(name: str, kind: str) -> Place:
    return name, BOTH if name in NEVER_APART else kind


def _sum(values: Sequence[Value], add: Callable[[Value, Value], Value]) -> Value:
    """Neighbours first: small values are added up before they meet the large one."""
    while len(values) > 1:
        values = [reduce(add, values[at : at + 2]) for at in range(0, len(values), 2)]
    return values[0] if values else {}


def _differs(after: Value, before: Value) -> bool:
    return after is not before and after != before
