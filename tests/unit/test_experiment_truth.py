"""A holdout measured through merges, beside the same counted in plain Python."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

import pytest

from segue.judging.trials import trials
from segue.judging.verdicts import judged
from tests.measured import archive, asked, fact, table

NAME = "journey:welcome:subject"
BEGIN = datetime(2026, 11, 1)
Fact = Mapping[str, Any]


class Shop(NamedTuple):
    """Views and orders of four hundred identities, and which of three hundred people each is."""

    views: Sequence[Fact]
    orders: Sequence[Fact]
    person: Mapping[int, int]


class Truth(NamedTuple):
    """By arm what each person's orders came to, how many people were in two arms, and where revenue is cut off."""

    arms: Mapping[str, Sequence[Sequence[int]]]
    crossed: int
    cap: int


@pytest.mark.parametrize("seed", range(3))
def test_a_holdout_through_merges_is_what_plain_counting_says(seed: int) -> None:
    shop = a_shop(Random(seed))
    truth = counted(shop)
    persons = [{"who": who, "person": one} for who, one in shop.person.items()]
    base = archive([*shop.views, *shop.orders], persons)
    trial = trials(table(base, "experiments", asked("2026-11-01", "2026-12-01")))[NAME]
    assert trial.crossed == truth.crossed > 10
    assert trial.cap == truth.cap
    for arm in ("holdout", "sent"):
        for outcome, values in outcomes(truth, arm).items():
            wanted = len(values), sum(1 for one in values if one), sum(values), sum(one * one for one in values)
            assert tuple(trial.arm(arm, outcome)) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(3))
def test_a_small_holdout_keeps_its_share_of_those_who_are_merged_and_buy_most(seed: int) -> None:
    base, share = merged_shop(Random(seed)), 0.1
    trial = trials(table(base, "experiments", asked("2026-11-01", "2026-12-01")))[NAME]
    found = judged(trial, ["sent"], {"holdout": share, "sent": 1 - share})
    assert found.ratio is not None
    assert found.ratio.chance > 0.05
    assert (found.state, trial.crossed > 100) == ("open", True)


def merged_shop(chance: Random) -> Any:
    """Nothing has any effect; every third of three thousand people has two ids, and buys six times as often."""
    person = {who: who if who <= 3000 else who - 3000 for who in range(1, 4001)}
    arms = {who: "holdout" if chance.random() < 0.1 else "sent" for who in person}
    about = {"experiment": NAME}
    views = [fact("experiment", "Experiment Viewed", who, moment(chance), variant=arms[who], **about) for who in person]
    buyers = [one for one in range(1, 3001) if chance.random() < (0.6 if one <= 1000 else 0.1)]
    orders = [
        fact("order", "Order Completed", one, "2026-11-30 23:59", purchase=one, money=1000, currency="EUR")
        for one in buyers
    ]
    return archive([*views, *orders], [{"who": who, "person": one} for who, one in person.items()])


def a_shop(chance: Random) -> Shop:
    """Some of whose people are in both arms, with uneven orders at any time."""
    person = {who: who if who <= 300 else chance.randint(1, 300) for who in range(1, 401)}
    about = {"experiment": NAME}
    arms = {who: chance.choice(["holdout", "sent"]) for who in person if chance.random() < 0.8}
    views = [
        fact("experiment", "Experiment Viewed", who, moment(chance), variant=arm, **about) for who, arm in arms.items()
    ]
    orders = [
        fact("order", "Order Completed", chance.randint(1, 400), moment(chance),
             purchase=number, money=int(chance.lognormvariate(8, 1.2)), currency="EUR")
        for number in range(700)
    ]  # fmt: skip
    return Shop(views, orders, person)


def moment(chance: Random) -> str:
    return f"{BEGIN + timedelta(minutes=chance.randrange(30 * 24 * 60)):%Y-%m-%d %H:%M}"


def counted(shop: Shop) -> Truth:
    arms: dict[int, set[str]] = defaultdict(set)
    first: dict[int, tuple[datetime, str]] = {}
    for one in shop.views:
        whom = shop.person[one["who"]]
        arms[whom].add(one["variant"])
        first[whom] = min(first.get(whom, (one["time"], one["variant"])), (one["time"], one["variant"]))
    spent: dict[int, list[int]] = {whom: [] for whom in arms}
    for one in shop.orders:
        whom = shop.person[one["who"]]
        if whom in spent and one["time"] >= first[whom][0]:
            spent[whom].append(one["money"])
    sums = sorted(sum(one) for one in spent.values() if one)
    found: dict[str, list[list[int]]] = defaultdict(list)
    for whom, rows in spent.items():
        found[first[whom][1]].append(rows)
    return Truth(found, sum(len(one) > 1 for one in arms.values()), sums[-(-99 * len(sums) // 100) - 1])


def outcomes(truth: Truth, arm: str) -> dict[str, list[float]]:
    """What each person of an arm came to."""
    people = truth.arms[arm]
    return {
        "ordered": [float(bool(one)) for one in people],
        "orders": [float(len(one)) for one in people],
        "revenue": [float(min(sum(one), truth.cap)) for one in people],
    }
