"""Proposing: from everybody to the suggestions that are worth somebody's time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from segue.identity.crowds import Crowd, Pair
from segue.identity.matching.blocking import pairs_of
from segue.identity.matching.records import Record, record_of
from segue.identity.matching.scoring import Population
from segue.identity.suggesting import Bounds
from segue.identity.suggestions import Suggestion, in_order
from segue.times import Millis

LEAST_KNOWN = 2  # fields of a record: one alone tells nobody from anybody


class Kept(Protocol):
    """Where suggestions are kept; what was suggested before is known."""

    def known(self, ids: Collection[str]) -> set[str]: ...

    def keep(self, suggestions: Sequence[Suggestion]) -> int: ...


@dataclass(frozen=True)
class Outcome:
    """Counts of one run. `waiting`: found, but over the bound of one run."""

    people: int
    compared: int
    found: int
    new: int
    waiting: int


def records_of(crowd: Crowd) -> list[Record]:
    """One record a person of whom enough is known to compare."""
    every = (
        record_of(person, said, best.get("phone", ""), best.get("email", ""))
        for person, (said, best) in crowd.people.items()
    )
    return sorted((one for one in every if one.known >= LEAST_KNOWN), key=lambda one: one.id)


def proposals(records: Sequence[Record], level: int, apart: Collection[Pair] = ()) -> tuple[list[Suggestion], int]:
    """(suggestions of at least that probability, the likeliest first; how many pairs were compared)."""
    by_id = {one.id: one for one in records}
    population = Population(records)
    found: list[Suggestion] = []
    compared = 0
    for one, other in pairs_of(records):
        compared += 1
        probability, evidence = population.compared(by_id[one], by_id[other])
        if probability >= level and frozenset((one, other)) not in apart:
            found.append(Suggestion(*in_order(one, other), probability, evidence))
    return sorted(found, key=lambda each: (-each.probability, each.left, each.right)), compared


def propose(crowd: Crowd, kept: Kept, bounds: Bounds, now: Millis) -> Outcome:
    """Keeps the likeliest that nobody has seen yet; a second run finds nothing new. Raises Unavailable."""
    records = records_of(crowd)
    found, compared = proposals(records, bounds.level, crowd.apart)
    known = kept.known([one.id for one in found])
    fresh = [one for one in found if one.id not in known]
    new = kept.keep([one.at(now) for one in fresh[: bounds.most]])
    return Outcome(len(records), compared, len(found), new, len(fresh[bounds.most :]))
