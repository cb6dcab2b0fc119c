"""Learns the season: how strongly, and how many weeks ahead, a shop follows the usual months, out of its own weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segue.forecasting.seasons import WEEK, WEEKS, YEAR, Season, evened, usual, week_of
from segue.times import Millis

LEADS = range(-4, 11)  # weeks
LIKELY = 4.0  # weeks: a lead that long is unusual
STRENGTH, SURE = 1.0, 0.5  # as the months say, give or take
TREND = 0.1  # a year: in less than two years growth and season look alike, so little of it is believed
GROWTH = 0.5  # of the exponent with which a young shop grows
NOISE = 0.1  # of a week, at least
ROBUST = 1.5  # deviations; what is further away counts less: the week in which the shop was closed
FEWEST = 8  # weeks that say anything
BELIEVED = np.array([0.0, STRENGTH, 0.0, 0.0])  # level, strength, trend, growth
PRECISE = np.array([1e-6, SURE**-2, TREND**-2, GROWTH**-2])
Numbers = Any  # of numpy, whose types say less than the names here


@dataclass(frozen=True)
class Weeks:
    """Whole weeks of a shop's life, oldest first: their week of the year, purchases, and years before the newest."""

    place: Numbers
    count: Numbers
    ago: Numbers


@dataclass(frozen=True)
class Fit:
    """A lead, its coefficients as `BELIEVED` has them, what they miss in each week, and how much that is to bear."""

    lead: int
    found: Numbers
    missed: Numbers
    loss: float


def season_of(people: Sequence[Sequence[Millis]], now: Millis, months: Sequence[float]) -> Season:
    """Of the moments of each person's purchases until now. A shop that has shown little is taken to be as the months
    say; so is one to which nobody new comes: its weeks tell how a group of people gets older, not of the year."""
    weeks = weeks_of([one for moments in people for one in moments], now)
    newest = max((moments[0] for moments in people), default=0)
    if len(weeks.count) < FEWEST or newest < now - FEWEST * WEEK:
        return Season(evened(usual(months, 0)), 1.0, 0.0, len(weeks.count) / WEEKS)
    noise, fits = NOISE, list[Fit]()
    for _ in range(3):
        fits = [_fit(weeks, np.array(usual(months, lead)), lead, noise) for lead in LEADS]
        noise = _noise(weeks, min(fits, key=lambda one: one.loss))
    shares = np.exp(-np.array([one.loss for one in fits]) + min(one.loss for one in fits))
    return _mixed(weeks, fits, shares / shares.sum(), months)


def weeks_of(moments: Sequence[Millis], now: Millis) -> Weeks:
    """Counted back from now, so that the newest is whole; the oldest one, which began earlier, is left out."""
    times = np.array([one for one in moments if one <= now], dtype="i8")
    past = (now - times) // WEEK
    many = int(past.max(initial=0))
    count = np.bincount(past[past < many], minlength=many)[::-1].astype("f8")
    middles = now - (np.arange(many)[::-1] + 0.5) * WEEK
    return Weeks(np.array([week_of(int(one)) for one in middles], dtype="i8"), count, (middles - now) / YEAR)


def _fit(weeks: Weeks, shape: Numbers, lead: int, noise: float) -> Fit:
    """Of the logarithm of each week's purchases. A shop that is young grows as a power of its age; it does not shrink
    so: where the first weeks were better than the rest they were a season."""
    many = len(weeks.count)
    told = np.column_stack([np.ones(many), shape[weeks.place], weeks.ago, np.log((np.arange(many) + 1) / max(1, many))])
    grown = _regression(weeks, told, lead, noise)
    return grown if grown.found[-1] > 0 else _regression(weeks, told[:, :-1], lead, noise)


def _regression(weeks: Weeks, told: Numbers, lead: int, noise: float) -> Fit:
    """With a ridge, robust by Huber's weights."""
    wanted, wide = np.log(weeks.count + 0.5), np.sqrt(1 / (weeks.count + 0.5) + noise**2)
    prior = np.diag(PRECISE[: told.shape[1]])
    believed = BELIEVED[: told.shape[1]]
    found, weight = believed, np.ones(len(wide))
    for _ in range(20):
        weighed = told * (weight / wide**2)[:, None]
        found = np.linalg.solve(told.T @ weighed + prior, weighed.T @ wanted + prior @ believed)
        weight = 1 / np.maximum(1, np.abs(wanted - told @ found) / wide / ROBUST)
    missed = wanted - told @ found
    far = np.abs(missed) / wide
    pains = np.where(far < ROBUST, far**2 / 2, ROBUST * far - ROBUST**2 / 2)
    away = found - believed
    return Fit(lead, found, missed, float(pains.sum() + away @ prior @ away / 2 + (lead / LIKELY) ** 2 / 2))


def _noise(weeks: Weeks, best: Fit) -> float:
    """How far weeks lie from the best fit beyond what chance explains, by the median."""
    middle = np.median(np.abs(best.missed)) * 1.4826
    return float(np.sqrt(max(NOISE**2, middle**2 - np.mean(1 / (weeks.count + 0.5)))))


def _mixed(weeks: Weeks, fits: Sequence[Fit], shares: Numbers, months: Sequence[float]) -> Season:
    """The leads by how likely each is, and what the shop's own weeks add once they were seen in two years."""
    strengths = [max(0.0, float(one.found[1])) for one in fits]
    logs = sum(
        share * strength * np.array(usual(months, one.lead))
        for share, strength, one in zip(shares, strengths, fits, strict=True)
    )
    missed = sum(share * one.missed for share, one in zip(shares, fits, strict=True))
    told = (float(shares @ np.array(one)) for one in (strengths, [one.lead for one in fits]))
    strength, lead = (round(one, 3) for one in told)
    return Season(evened(list(logs + _own(weeks, missed))), strength, lead, round(len(weeks.count) / WEEKS, 2))


def _own(weeks: Weeks, missed: Numbers) -> Numbers:
    """What a week of the year had beyond the fit, in the middle of it and its neighbours: nothing where it was seen
    once, a third of it twice, half of it three times."""
    seen = np.bincount(weeks.place, minlength=WEEKS)
    mean = np.bincount(weeks.place, missed, minlength=WEEKS) / np.maximum(1, seen)
    smooth = (np.roll(mean, 1) + mean + np.roll(mean, -1)) / 3
    return smooth * np.maximum(0, seen - 1) / (seen + 1)
