"""What a condition answers: whether it holds now, the next moment at which the answer may change without any event (a
cart grows old), and since when it is so. Whether and until when is known at once; since when is worked out for those
who ask, since of most answers, that somebody is not in a segment and was not before, nobody does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import force_setattr, replace

from segue.profile.profiles import Profile
from segue.times import Millis

NEVER: Millis = 2**63  # later than any moment
ALWAYS: Millis = 0  # `since` of an answer that is as old as anything that is known of the person


Since = Millis | None  # None: nobody can know


class Verdict(msgspec.Struct, frozen=True, eq=False):
    """Holds or not; until when at least (None: as long as no event comes); `told`: since when, by the times of events
    and of boundaries, the answer has been this one, or how that is worked out; and which carts made it hold."""

    holds: bool
    until: Millis | None = None
    told: Since | Callable[[], Since] = None
    carts: tuple[str, ...] = ()

    @property
    def since(self) -> Since:
        """Since when it is so: worked out once."""
        told = self.told
        if not callable(told):
            return told
        since = told()
        force_setattr(self, "told", since)
        return since

    def mended(self, mend: Callable[[Since], Since]) -> "Verdict":
        """The same answer with another `since`, made of this one when somebody asks for it."""
        return replace(self, told=lambda: mend(self.since))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and _all_of(self) == _all_of(other)

    def __hash__(self) -> int:
        return hash(_all_of(self))


def _all_of(verdict: Verdict) -> tuple[object, ...]:
    return verdict.holds, verdict.until, verdict.since, verdict.carts


class Fact(NamedTuple):
    """What decided, in words for staff: the value, and the time and name of the event that told of it. `about`: the
    trait whose `value` it is, so that it can be covered for those who may not see it, or not all of it."""

    text: str
    time: Millis | None = None
    event: str = ""
    about: str = ""
    value: Any = None


Ask = Callable[[Any, Millis], Verdict]  # of anything; of a person it is a `Test`
Test = Callable[[Profile, Millis], Verdict]
Facts = Callable[[Profile, Millis], tuple[Fact, ...]]


@dataclass(frozen=True)
class Condition:
    """The compiled form. `facets` are those whose change can change the answer, `text` is what the playbook says (of
    an operator that leaves it out, `compile_condition` writes it), `cost` a bound of the work in small whole numbers,
    `parts` what a group is made of. `facts` is asked for explanations alone."""

    test: Test
    facets: frozenset[str]
    text: str = ""
    cost: int = 1
    parts: tuple["Condition", ...] = ()
    facts: Facts | None = None


def earliest(*moments: Millis | None) -> Millis | None:
    """The first of these moments; None where there is none."""
    known = [one for one in moments if one is not None]
    return min(known) if known else None


def latest(*moments: Millis | None) -> Millis | None:
    """The last of these moments; None where one of them is not known."""
    known = [one for one in moments if one is not None]
    return max(known) if known and len(known) == len(moments) else None
