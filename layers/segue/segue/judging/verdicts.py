"""Verdicts: what an experiment has shown, beside the arm that all are compared with, and one plain sentence of it.

Who ordered is what decides; all arms together are taken for different by chance in at most 5 of 100 experiments. All
else (orders, revenue, contacts, objections) is told beside it, each widened as many times as there is of it, so that
all of that together errs as seldom.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from segue.judging.ratio_check import Ratio, ratio
from segue.judging.sequential import ALPHA, Interval, difference, each
from segue.judging.trials import HOLDOUT, OUTCOMES, Later, Trial

DECIDES, *BESIDE = OUTCOMES
State = Literal["waiting", "broken", "early", "open", "better", "worse"]


class Comparison(NamedTuple):
    """An arm beside that which it is compared with, in one outcome; `interval` is None while it is too early."""

    outcome: str
    arm: str
    interval: Interval | None


class Look(NamedTuple):
    """What the deciding outcome of an arm looked like at the end of a day."""

    day: str
    interval: Interval | None


class After(NamedTuple):
    """An arm so many days after people came to it, beside the other: the difference in who ordered and in revenue."""

    days: int
    arm: str
    people: int
    ordered: Interval | None
    revenue: Interval | None


@dataclass(frozen=True)
class Judged:
    """What is known of an experiment; `control` is the arm that all are compared with, `best` the arm that the state is
    about, `looks` by arm the deciding outcome day by day, `decided` the first day on which it was sure."""

    trial: Trial
    control: str
    state: State
    best: str
    comparisons: Sequence[Comparison]
    looks: Mapping[str, Sequence[Look]]
    ratio: Ratio | None
    later: Sequence[After]
    weekly: float
    decided: str = ""

    def told(self, arm: str, outcome: str = DECIDES) -> Interval | None:
        """The difference of an arm in an outcome."""
        return next((one.interval for one in self.comparisons if (one.arm, one.outcome) == (arm, outcome)), None)


def judged(trial: Trial, arms: Sequence[str] = (), shares: Mapping[str, float] | None = None) -> Judged:
    """`arms`: as they were declared, the first of which is compared with where nobody is held out; `shares`: how large
    they were meant to be, {} where nobody knows."""
    control = control_of(trial.lines, arms)
    others = sorted(one for one in trial.lines if one != control)
    found = [
        Comparison(outcome, one, difference(trial.arm(one, outcome), trial.arm(control, outcome), alpha))
        for outcome, alpha in _alphas(len(others)).items()
        for one in others
    ]
    looks = {one: _looks(trial, one, control, len(others)) for one in others}
    checked = ratio(trial.people(), shares or {})
    state, best = _state(found, checked)
    return Judged(
        trial,
        control,
        state,
        best,
        found,
        looks,
        checked,
        _later(trial.later, control, len(others)),
        _weekly(trial),
        next((one.day for one in looks.get(best, ()) if one.interval and one.interval.sure), ""),
    )


def control_of(found: Iterable[str], arms: Sequence[str] = ()) -> str:
    """Which arm the others are compared with: who is held out, else the first; "" where there is none."""
    names = [*arms, *sorted(one for one in found if one not in arms)]
    return HOLDOUT if HOLDOUT in names else next(iter(names), "")


def _alphas(others: int) -> dict[str, float]:
    return {name: each(ALPHA, others * (1 if name == DECIDES else len(BESIDE))) for name in OUTCOMES}


def _looks(trial: Trial, arm: str, control: str, others: int) -> list[Look]:
    alpha = each(ALPHA, others)
    return [
        Look(day, difference(trial.arm(arm, DECIDES, day), trial.arm(control, DECIDES, day), alpha))
        for day in trial.days
    ]


def _state(found: Sequence[Comparison], checked: Ratio | None) -> tuple[State, str]:
    """What can be said, and of which arm: of several that are sure the one with most."""
    main = [one for one in found if one.outcome == DECIDES]
    known = sorted(((one.interval, one.arm) for one in main if one.interval), reverse=True)
    best = known[0][1] if known else (main[0].arm if main else "")
    if checked and checked.broken:
        return "broken", best
    if not main or not known:
        return ("early" if main else "waiting"), best
    if known[0][0].low > 0:
        return "better", best
    if known[-1][0].high < 0:
        return "worse", known[-1][1]
    return "open", best


def _later(rows: Sequence[Later], control: str, others: int) -> list[After]:
    """Each widened by the arms, the three times and the two outcomes."""
    alpha = each(ALPHA, others * 6)
    base = {one.days: one for one in rows if one.variant == control}
    return [
        After(
            one.days,
            one.variant,
            int(one.ordered.people),
            difference(one.ordered, base[one.days].ordered, alpha),
            difference(one.revenue, base[one.days].revenue, alpha),
        )
        for one in sorted(rows, key=lambda one: (one.days, one.variant))
        if one.variant != control and one.days in base
    ]


def _weekly(trial: Trial) -> float:
    """People a week, over the days on which any came."""
    days = sorted(
        {day for lines in trial.lines.values() for day in (lines["people"].days if "people" in lines else ())}
    )
    return 7 * sum(trial.people().values()) / max(7, _span(days)) if days else 0.0


def _span(days: Sequence[str]) -> int:
    return (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1
