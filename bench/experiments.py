"""Experiments that somebody looks at every day: how often they raise a false alarm, how soon they find what is true.

`PYTHONPATH=layers/segue:tools:. python -m bench.experiments` plays them and writes `experiments` into results.json.

People differ (the rates at which they buy are gamma distributed), come day by day or are all there from the first day,
buy more than once, for amounts that are very uneven (lognormal), and count from the day that they are first seen:
as `segue/measures/experiments.sql` counts them, capped revenue with it.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.keeping import keep
from bench.measuring import commit
from segue.judging.power import Planned, plan
from segue.judging.ratio_check import ratio
from segue.judging.sequential import ALPHA, Arm, difference, each

DAYS = 28
CAP = 99  # per cent of those who bought
UNEVEN = 1.2  # of the logarithm of an amount: the largest of a thousand is about forty times the middle one
Rng = np.random.Generator


@dataclass(frozen=True)
class Shop:
    """`weekly` people, or `weekly` from the first day where `at_once`; by arms of these shares the orders that a person
    places in four weeks: `base`, times what the arm makes of it."""

    weekly: int = 5000
    shares: Sequence[float] = (0.5, 0.5)
    base: float = 0.04
    makes: Sequence[float] = (1.0, 1.0)
    at_once: bool = False
    days: int = DAYS


def looks(shop: Shop, rng: Rng) -> list[tuple[list[Arm], list[Arm]]]:
    """For the end of each day what the arms show: who ordered, and revenue."""
    people = shop.weekly if shop.at_once else shop.weekly * shop.days // 7
    arm = rng.choice(len(shop.shares), people, p=shop.shares)
    came = np.zeros(people) if shop.at_once else rng.uniform(0, shop.days, people)
    rate = rng.gamma(0.5, 2 * shop.base / DAYS, people) * np.asarray(shop.makes)[arm]
    orders = rng.poisson(rate * (shop.days - came))
    who = np.repeat(np.arange(people), orders)
    when = rng.uniform(came[who], shop.days)
    amount = rng.lognormal(3.5, UNEVEN, len(who))
    spent = [np.bincount(who[when < day], amount[when < day], people) for day in range(1, shop.days + 1)]
    return [_look(arm, came < day, found) for day, found in enumerate(spent, 1)]


def _look(arm: Any, here: Any, spent: Any) -> tuple[list[Arm], list[Arm]]:
    """What the arms show of people who are there, and of what each has spent."""
    spent = np.minimum(spent, np.percentile(spent[spent > 0], CAP) if spent.any() else 0)
    arms = arm.max() + 1
    people = np.bincount(arm[here], minlength=arms).tolist()
    some = np.bincount(arm[spent > 0], minlength=arms).tolist()
    total, squares = (np.bincount(arm, spent**power, arms).tolist() for power in (1, 2))
    shares = [Arm(n, s, s, s) for n, s in zip(people, some, strict=True)]
    return shares, [Arm(*one) for one in zip(people, some, total, squares, strict=True)]


def first_sure(seen: Sequence[tuple[list[Arm], list[Arm]]], which: int) -> int | None:
    """The first day on which any arm is surely unlike the first; None of none."""
    for day, look in enumerate(seen, 1):
        arms = look[which]
        found = [difference(one, arms[0], each(ALPHA, len(arms) - 1)) for one in arms[1:]]
        if any(one and one.sure for one in found):
            return day
    return None


def played(shop: Shop, times: int, seed: int) -> dict[str, Any]:
    """How many of so many experiments were ever sure, by orders and by revenue, and on which day on average."""
    rng = np.random.default_rng(seed)
    days: tuple[list[int], list[int]] = [], []
    broken = 0
    for _ in range(times):
        seen = looks(shop, rng)
        for which, found in enumerate(days):
            found += [day for day in (first_sure(seen, which),) if day]
        broken += any(_broken(shares, shop.shares) for shares, _ in seen)
    names = ("orders", "revenue")
    found = {f"{name}_sure": round(len(one) / times, 4) for name, one in zip(names, days, strict=True)}
    found |= {f"{name}_day": round(float(np.mean(one)), 1) for name, one in zip(names, days, strict=True) if one}
    return {"experiments": times, **found, "sample_ratio_alarms": round(broken / times, 4)}


def _broken(arms: Sequence[Arm], shares: Sequence[float]) -> bool:
    seen = {str(at): int(one.people) for at, one in enumerate(arms)}
    found = ratio(seen, {str(at): share for at, share in enumerate(shares)})
    return bool(found and found.broken)


def of_one_look(shop: Shop, times: int, seed: int) -> float:
    """What comes of looking every day at the usual interval, made for one look: the share of false alarms."""
    rng = np.random.default_rng(seed)
    return round(sum(any(_usual(*shares) for shares, _ in looks(shop, rng)) for _ in range(times)) / times, 4)


def _usual(one: Arm, two: Arm) -> bool:
    if min(one.people, two.people) < 100 or one.some + two.some < 20:
        return False
    spread = (one.variance / one.people + two.variance / two.people) ** 0.5
    return abs(one.mean - two.mean) > 1.96 * spread


def planned(times: int, seed: int) -> dict[str, Any]:
    """Whether as many people as the calculator asks for find what they are asked for: everybody has bought or not at
    once, with a look each of 28 days."""
    rng = np.random.default_rng(seed)
    asked = Planned(base=0.05, effect=0.25)
    made = plan(asked)
    found = 0
    for _ in range(times):
        daily = rng.binomial(made.control // DAYS, [[0.05], [made.changed]], (2, DAYS)).cumsum(axis=1)
        people = [made.control // DAYS * day for day in range(1, DAYS + 1)]
        arms = [[Arm(n, s, s, s) for n, s in zip(people, row.tolist(), strict=True)] for row in daily]
        seen = [([one, two], []) for one, two in zip(*arms, strict=True)]
        found += first_sure(seen, 0) is not None
    return {"people": made.people, "people_one_look": made.people_one_look, "found": round(found / times, 4)}


ALIKE = {
    "two_arms": Shop(),
    "three_arms": Shop(shares=(1 / 3, 1 / 3, 1 / 3), makes=(1, 1, 1)),
    "holdout_of_10_percent": Shop(weekly=30_000, shares=(0.1, 0.9), at_once=True),
    "small_shop": Shop(weekly=600),
}
UNLIKE = {"a_quarter_more": Shop(makes=(1.0, 1.25), weekly=10_000), "half_more": Shop(makes=(1.0, 1.5))}


def figures(times: int = 2000) -> dict[str, Any]:
    """{"experiments": {...}}."""
    alike = {name: played(shop, times, seed) for seed, (name, shop) in enumerate(ALIKE.items())}
    unlike = {name: played(shop, max(1, times // 4), seed) for seed, (name, shop) in enumerate(UNLIKE.items(), 10)}
    worst = max(max(one["orders_sure"], one["revenue_sure"]) for one in alike.values())
    return {
        "experiments": {
            "commit": commit(),
            "false_alarms_at_most": worst,
            "false_alarms_of_one_look_intervals": of_one_look(ALIKE["two_arms"], max(1, times // 4), 20),
            "no_difference": alike,
            "difference": unlike,
            "power_0.8": planned(times, 30),
        }
    }


def main() -> None:
    """Plays, writes, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2000)
    begin = time.monotonic()
    keep(figures(parser.parse_args().times))
    print(f"after {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
