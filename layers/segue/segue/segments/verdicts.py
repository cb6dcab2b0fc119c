"""What a condition answers: whether it holds now, since when, and the next moment at which the answer may change
without any event (a cart grows old). Waking too early is harmless, so `until` is the earliest of all parts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from segue.profile.profiles import Profile
from segue.times import Millis

ALWAYS: Millis = 0  # `since` of an answer that is as old as anything that is known of the person


class Verdict(NamedTuple):
    """Holds or not; until when at least (None: as long as no event comes); since when, by the times of events and of
    boundaries, the answer has been this one (None: nobody can know); and which carts made it hold."""

    holds: bool
    until: Millis | None = None
    since: Millis | None = None
    carts: tuple[str, ...] = ()


class Fact(NamedTuple):
    """What decided, in words for staff: the value, and the time and name of the event that told of it. `about`: the
    trait whose `value` it is, so that it can be covered for those who may not see it, or not all of it."""

    text: str
    time: Millis | None = None
    event: str = ""
    about: str = ""
    value: Any = None


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
    return min((one for one in moments if one is not None), default=None)


def latest(*moments: Millis | None) -> Millis | None:
    """The last of these moments; None where one of them is not known."""
    known = [one for one in moments if one is not None]
    return max(known, default=None) if len(known) == len(moments) else None


def all_hold(verdicts: Sequence[Verdict]) -> Verdict:
    """True since the last of them is; false since the first of those that are."""
    return verdicts[0] if len(verdicts) == 1 else _decided(verdicts, False)


def any_holds(verdicts: Sequence[Verdict]) -> Verdict:
    """True since the first of those that are; false since the last of them is."""
    return _decided(verdicts, True)


def _decided(verdicts: Sequence[Verdict], answer: bool) -> Verdict:
    """`answer`: the one that is everybody's where it is that of one."""
    untils = [until for _, until, _, _ in verdicts if until is not None]
    deciding = [since for holds, _, since, _ in verdicts if holds is answer]
    carts = [cart for holds, _, _, named in verdicts if holds for cart in named]
    return Verdict(
        answer if deciding else not answer,
        min(untils) if untils else None,
        earliest(*deciding) if deciding else latest(*(one.since for one in verdicts)),
        tuple(dict.fromkeys(carts)) if carts else (),
    )
