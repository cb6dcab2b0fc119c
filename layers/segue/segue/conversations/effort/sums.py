"""What the counts of effort say: how many answered, how easy it was, and how sure that is.

A mean of few answers is chance: below `FEW` no interval is told, and nobody should be compared by it. From there on the
interval is Student's, at 95 %: of a hundred such intervals five miss what the customers on average think.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from segue.conversations.scoring import ASKED, MAX_SCORE, MIN_SCORE, SCORES, UNASKED, By, Place
from segue.times import DAY, from_text, to_text

MOST_DAYS = 366  # that one answer tells of
FEW = 10  # answers; with fewer no interval is told
NORMAL = 1.959964  # of the normal distribution, two-sided 95 %
HARD, EASY = SCORES[:3], SCORES[4:]  # who disagrees that it was easy, and who agrees
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Sum:
    """The counts of one name; "" is nobody, or nothing."""

    name: str
    counts: Counts

    @property
    def asked(self) -> int:
        """Questions of ours."""
        return self.counts.get(ASKED, 0)

    @property
    def answered(self) -> int:
        """Questions that have an answer, and answers that came without a question of ours."""
        return sum(self.scores)

    @property
    def unasked(self) -> int:
        """Answers that came without a question of ours."""
        return self.counts.get(UNASKED, 0)

    @property
    def scores(self) -> list[int]:
        """How many gave a 1, a 2, up to a 7."""
        return [self.counts.get(one, 0) for one in SCORES]

    @property
    def response(self) -> float | None:
        """How many in a hundred of those who were asked have answered; None where nobody was asked."""
        return _share(self.answered - self.unasked, self.asked)

    @property
    def mean(self) -> float | None:
        """Of all answers; None of none."""
        return _mean(self.scores) if self.answered else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which the mean lies, at 95 %; None of few answers, and of answers that are all the same."""
        return _interval(self.scores) if self.answered >= FEW else None

    @property
    def few(self) -> bool:
        """Whether there are too few answers to compare."""
        return self.answered < FEW

    @property
    def easy(self) -> float | None:
        """How many in a hundred gave a 5, 6 or 7."""
        return _share(sum(self.counts.get(one, 0) for one in EASY), self.answered)

    @property
    def hard(self) -> float | None:
        """How many in a hundred gave a 1, 2 or 3."""
        return _share(sum(self.counts.get(one, 0) for one in HARD), self.answered)


class Told(NamedTuple):
    """One sum for each name, those with the most answers first, and all of them together; `days`: by day, oldest
    first."""

    rows: tuple[Sum, ...]
    whole: Sum
    days: tuple[Sum, ...]


def told(by: By, span: tuple[str, str], between: Callable[[By, tuple[str, str]], Mapping[Place, Counts]]) -> Told:
    """The sums of the days from the first to the last, both included."""
    found = between(by, span)
    rows = _summed((place.name, counts) for place, counts in found.items())
    days = _summed((place.day, counts) for place, counts in found.items())
    whole = sum((Counter(one.counts) for one in rows), Counter[str]())
    kept = sorted((one for one in rows if one.asked or one.answered), key=lambda one: (-one.answered, one.name))
    every = {one: Sum(one, {}) for one in _days(span)} | {one.name: one for one in days}
    return Told(tuple(kept), Sum("", whole), tuple(every[day] for day in sorted(every)))


def seen_by(whole: Told, by: By, name: str) -> Told:
    """What somebody of this name may see of it who leads nobody: of all agents their own row alone."""
    return whole if by != "agent" else whole._replace(rows=tuple(one for one in whole.rows if one.name == name))


def _summed(counted: Iterable[tuple[str, Counts]]) -> list[Sum]:
    sums: dict[str, Counter[str]] = {}
    for name, counts in counted:
        sums.setdefault(name, Counter()).update(counts)
    return [Sum(name, counts) for name, counts in sums.items()]


def _days(span: tuple[str, str]) -> list[str]:
    first, last = (from_text(f"{one}T00:00:00Z") for one in span)
    return [to_text(moment)[:10] for moment in range(first, last + 1, DAY)]


def _share(some: int, whole: int) -> float | None:
    return round(100 * some / whole, 1) if whole else None


def _mean(scores: Sequence[int]) -> float:
    return sum(score * count for score, count in enumerate(scores, MIN_SCORE)) / sum(scores)


def _interval(scores: Sequence[int]) -> tuple[float, float] | None:
    answers, mean = sum(scores), _mean(scores)
    spread = sum(count * (score - mean) ** 2 for score, count in enumerate(scores, MIN_SCORE)) / (answers - 1)
    half = student(answers - 1) * sqrt(spread / answers)
    return (max(MIN_SCORE, mean - half), min(MAX_SCORE, mean + half)) if half else None


def student(freedom: int) -> float:
    """The two-sided 95 % point of Student's t, to three digits from nine degrees of freedom on (Abramowitz and Stegun,
    26.7.5)."""
    z = NORMAL
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
