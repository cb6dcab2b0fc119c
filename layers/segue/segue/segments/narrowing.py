"""Narrowing: how many of those looked at each clause of a definition lets in, and how many it alone keeps out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition
from segue.times import Millis


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
