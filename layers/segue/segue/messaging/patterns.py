"""Patterns: how everybody answers, which is what is assumed of a person as long as little is known of them.

Hours are those of a person's week, 0 from Monday midnight on. All numbers are whole: shares are weights of a total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from segue.profile.responses import Responses
from segue.times import Millis

WEEK, DAY_HOURS = 168, 24
WAKING = range(8, 22)
# Before anything was counted: any waking hour is as good as another, and four times as good as one at night. That is
# declared, not found anywhere.
USUAL = tuple(4 if hour % DAY_HOURS in WAKING else 1 for hour in range(WEEK))
# What an answer says of other hours: (days away, hours away): weight. Somebody who opens on Tuesday at 18:00 is likely
# to be there at 19:00, too, and a little on other days at 18:00.
SAME, BESIDE, OTHER_DAY, BESIDE_OTHER = 6, 3, 2, 1
PER_ANSWER = SAME + 2 * BESIDE + 6 * (OTHER_DAY + 2 * BESIDE_OTHER)
FIRST = Responses(1, 10)  # assumed of any channel: one message in ten is answered
Weights = tuple[int, ...]


@dataclass(frozen=True)
class Habits:
    """Of so many people: responses by channel, and answers by hour of the week and channel."""

    people: int = 0
    responses: Mapping[str, Responses] = field(default_factory=dict)
    hours: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def answers(self, channel: str) -> int:
        """How many answers the hours are made of."""
        return sum(self.hours.get(channel, ()))


@dataclass(frozen=True, eq=False)
class Pattern:
    """What was counted at the moment `at` (0: never yet) of the whole shop and of segments."""

    at: Millis = 0
    shop: Habits = field(default_factory=Habits)
    segments: Mapping[str, Habits] = field(default_factory=dict)

    def nearest(self, channel: str, segments: Iterable[str]) -> str:
        """Of a person's segments the smallest of which anything is known on the channel; "" where none is."""
        known = [one for one in segments if one in self.segments and self.segments[one].answers(channel)]
        return min(known, key=lambda one: (self.segments[one].people, one), default="")


@dataclass(frozen=True)
class Known:
    """What is known of everybody, and of which segments the person is one."""

    pattern: Pattern = field(default_factory=Pattern)
    segments: frozenset[str] = frozenset()


def spread(hours: Mapping[int, int]) -> Weights:
    """Answers by hour of the week, each of them spread over the hours that it tells of: PER_ANSWER for each."""
    found = [0] * WEEK
    for hour, count in hours.items():
        for place, weight in _REACH:
            found[(hour + place) % WEEK] += count * weight
    return tuple(found)


_REACH = tuple(
    (DAY_HOURS * day + beside, weight)
    for day in range(7)
    for beside, weight in (
        (-1, BESIDE_OTHER if day else BESIDE),
        (0, OTHER_DAY if day else SAME),
        (1, BESIDE_OTHER if day else BESIDE),
    )
)


def shrunk(hours: Mapping[int, int], prior: Weights, strength: int) -> Weights:
    """The hours' own shares, drawn to the prior's as if that came from `strength` answers. Each share lies between
    both."""
    total = sum(prior)
    own = spread(hours)
    return tuple(mine * total + PER_ANSWER * strength * theirs for mine, theirs in zip(own, prior, strict=True))


@lru_cache(maxsize=256)
def expected(pattern: Pattern, channel: str, segment: str, strength: int) -> Weights:
    """By which share a person of the segment ("": of none) answers the channel at each hour: the segment's pattern,
    drawn to the shop's, that to USUAL."""
    shop = _small(shrunk(_counts(pattern.shop, channel), USUAL, strength))
    if not segment:
        return shop
    return _small(shrunk(_counts(pattern.segments[segment], channel), shop, strength))


def _counts(habits: Habits, channel: str) -> dict[int, int]:
    return dict(enumerate(habits.hours.get(channel, ())))


def _small(weights: Weights) -> Weights:
    """The same shares in millionths, none of them nothing."""
    total = sum(weights)
    return tuple(max(1, one * 1_000_000 // total) for one in weights)


def response(pattern: Pattern, channel: str) -> tuple[int, int]:
    """What share of its messages is answered on a channel, as a fraction: everybody's on it, drawn to everybody's on
    all channels, so that one that was never tried is taken for neither better nor worse."""
    known = pattern.shop.responses
    answered = sum(one.answered for one in known.values()) + FIRST.answered
    sent = sum(one.sent for one in known.values()) + FIRST.sent
    own = known.get(channel, Responses())
    return own.answered * sent + FIRST.sent * answered, (own.sent + FIRST.sent) * sent
