"""Previews: how many people a definition would give, out of a sample, with what may be wrong about it, and how
many each of its clauses lets in. Pure.

Each identity is in the sample with the same chance, and a person counts with one identity alone, so a person is in it
with that chance too, however many identities there are. What is found is then as good as Poisson-distributed; the
bounds are Byar's (Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69), drawn together by the
share that was looked at, since of that nothing is uncertain.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition
from segue.times import Millis

Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True)
class Estimate:
    """How many there are in all, and between which bounds with 95 % certainty."""

    people: int
    low: int
    high: int

    @property
    def error(self) -> int:
        """How far the farther bound is off; 0 where everybody was looked at."""
        return max(self.people - self.low, self.high - self.people)


def estimate(found: int, share: float) -> Estimate:
    """Out of `found` people in a sample of this share (above 0, at most 1) of all."""
    people, narrower = found / share, math.sqrt(1 - share) / share
    low, high = people - (found - _lower(found)) * narrower, people + (_upper(found) - found) * narrower
    return Estimate(round(people), max(found, math.floor(low)), math.ceil(high))


def _lower(found: int) -> float:
    return found * (1 - 1 / (9 * found) - Z / (3 * math.sqrt(found))) ** 3 if found else 0.0


def _upper(found: int) -> float:
    more = found + 1
    return more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3


def inside(people: Iterable[Profile], when: Condition, now: Millis) -> list[Profile]:
    """Those of whom a condition holds; a shared identifier is nobody's."""
    return [one for one in people if not one.left_alone and when.test(one, now).holds]


@dataclass(frozen=True)
class Narrowed:
    """So many meet a clause, whatever its siblings say; so many meet all of its siblings and not it; `parts` are the
    clauses that it is made of."""

    meet: int
    misses: int = 0
    parts: tuple["Narrowed", ...] = ()


def narrowed(people: Sequence[Profile], when: Condition, now: Millis) -> Narrowed:
    """A condition's clauses by these people; a shared identifier is nobody's."""
    return _narrowed([one for one in people if not one.left_alone], when, now)


def _narrowed(people: Sequence[Profile], when: Condition, now: Millis) -> Narrowed:
    missed = [[at for at, part in enumerate(when.parts) if not part.test(one, now).holds] for one in people]
    return Narrowed(
        meet=sum(when.test(one, now).holds for one in people),
        parts=tuple(
            replace(_narrowed(people, part, now), misses=missed.count([at])) for at, part in enumerate(when.parts)
        ),
    )
