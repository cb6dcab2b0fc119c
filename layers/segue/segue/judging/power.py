"""How many people an experiment needs before it is worth beginning.

With one look at the end two arms need (z(1 - alpha/2) + z(power))^2 * variance / effect^2 (Cohen 1988). Whoever may
look every day needs an interval that holds every day, so z(1 - alpha/2) is replaced by how many standard errors
`sequential.width` reaches at the information that these people bring: at its narrowest 3.0 instead of 2.0, which is
about twice the people. That counts only the last look; some experiments end sooner, so the power is a little higher.
"""

from statistics import NormalDist
from typing import NamedTuple

from segue.errors import Invalid
from segue.judging.sequential import ALPHA, LEAST_INFORMATION, LEAST_PEOPLE, each, width
from segue.languages.texts import _

POWER = 0.8
MOST_PEOPLE = 1e12


class Planned(NamedTuple):
    """What is asked: `base`: the share to whom it happens without the change (0.03), `effect`: the smallest difference
    worth knowing, of that share (0.1: from 0.03 to 0.033), `variants` beside the arm that they are compared with,
    `share` of the people in that arm, and how many come in a week."""

    base: float
    effect: float
    variants: int = 1
    share: float = 0.5
    weekly: float = 0
    power: float = POWER


class Plan(NamedTuple):
    """People of the arm to compare with, of each variant, of all together, and without looking before the end; weeks
    until they have come (None where nobody says how many come), and what it is that is then found."""

    control: int
    variant: int
    people: int
    people_one_look: int
    weeks: float | None
    changed: float


def plan(of: Planned) -> Plan:
    """Raises Invalid("bad-plan")."""
    _check(of)
    alpha, z = each(ALPHA, of.variants), NormalDist().inv_cdf
    unit = _variance(of)  # of the difference, times all people
    once = unit * ((z(1 - alpha / 2) + z(of.power)) / _effect(of)) ** 2
    people = _enough(of, alpha, unit)
    share = (1 - of.share) / of.variants
    control, variant = people * of.share, people * share
    weeks = people / of.weekly if of.weekly > 0 else None
    return Plan(_up(control), _up(variant), _up(people), _up(once), weeks, of.base + _effect(of))


def information_of(of: Planned, people: float) -> float:
    """What so many people in all tell of one variant."""
    control, variant = people * of.share, people * (1 - of.share) / of.variants
    some = (control * of.base + variant * (of.base + _effect(of))) / (control + variant)
    return 4 * control * variant / (control + variant) * some * (1 - some)


def _enough(of: Planned, alpha: float, unit: float) -> float:
    """The fewest people that suffice, by halves."""
    beyond = NormalDist().inv_cdf(of.power)
    low, high = 1.0, MOST_PEOPLE
    while high / low > 1 + 1e-6:
        people = (low * high) ** 0.5
        known = information_of(of, people)
        reach = (width(known, alpha) + beyond) * (unit / people) ** 0.5
        smallest = people * min(of.share, (1 - of.share) / of.variants)
        enough = reach <= abs(_effect(of)) and known >= LEAST_INFORMATION and smallest >= LEAST_PEOPLE
        low, high = (low, people) if enough else (people, high)
    return high


def _variance(of: Planned) -> float:
    changed = of.base + _effect(of)
    return of.base * (1 - of.base) / of.share + changed * (1 - changed) / ((1 - of.share) / of.variants)


def _effect(of: Planned) -> float:
    return of.base * of.effect


def _up(people: float) -> int:
    return -int(-people // 1)


def _check(of: Planned) -> None:
    wrong = (
        (not 0.0001 <= of.base <= 0.9, _("of 100 people at least 0.01 and at most 90 do it without the change")),
        (not 0.005 <= abs(of.effect) <= 10, _("the difference worth knowing is from 0.5 to 1000 per cent")),
        (not 0 < of.base * (1 + of.effect) < 1, _("with this difference more than all, or nobody, would do it")),
        (not 1 <= of.variants <= 10, _("there are 1 to 10 variants beside the arm to compare with")),
        (not 0.01 <= of.share <= 0.99, _("of 100 people 1 to 99 are in the arm to compare with")),
        (not 0 <= of.weekly <= 1e9, _("people a week are a number from 0")),
        (not 0.5 <= of.power <= 0.99, _("the power is from 0.5 to 0.99")),
    )
    said = [str(words) for found, words in wrong if found]
    if said:
        raise Invalid("bad-plan", "; ".join(said))
