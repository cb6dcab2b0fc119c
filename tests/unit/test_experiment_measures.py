"""What the archive tells of experiments, beside the same counted in plain Python."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from segue.judging.sequential import Arm
from segue.judging.trials import OUTCOMES, Trial, trials
from segue.measures.computing import connected
from tests.measured import archive, asked, behind, fact, table

PERIOD = asked("2026-11-01", "2026-12-01")
NAME = "journey:welcome:subject"
Fact = Mapping[str, Any]


def seen(who: int, time: str, variant: str, name: str = NAME) -> Fact:
    return fact("experiment", "Experiment Viewed", who, time, experiment=name, variant=variant)


def bought(who: int, time: str, purchase: int, money: int = 1000) -> Fact:
    return fact("order", "Order Completed", who, time, purchase=purchase, money=money, currency="EUR")


def told(base: Any, of: Any = PERIOD) -> dict[str, Trial]:
    return trials(table(base, "experiments", of), table(base, "experiments_later", of))


def test_nothing_is_told_of_an_empty_archive() -> None:
    assert told(connected()) == {}


def test_only_what_came_after_somebody_was_seen_counts_each_thing_once_until_the_end() -> None:
    again = bought(1, "2026-11-04 10:00", 2)
    shop = [
        bought(1, "2026-11-03 09:59", 1),
        seen(1, "2026-11-03 10:00", "A"),
        seen(1, "2026-11-09 10:00", "A"),
        again,
        {**again, "id": 10**9, "source": "payments"},
        bought(1, "2026-11-06 10:00", 3, 500),
        bought(1, "2026-12-01 00:00", 4),
        seen(2, "2026-12-01 00:00", "B"),
        fact("order", "Order Refunded", 1, "2026-11-07 10:00", purchase=2, money=300, currency="EUR"),
        fact("conversation", "Conversation Opened", 1, "2026-11-05 10:00", conversation=5),
        fact("consent", "Consent Updated", 1, "2026-11-05 10:00", outcome="withdrawn"),
        fact("consent", "Consent Updated", 1, "2026-11-05 11:00", outcome="withdrawn"),
        fact("consent", "Consent Updated", 1, "2026-11-05 12:00", outcome="granted"),
    ]
    trial = told(archive(shop))[NAME]
    assert trial.people() == {"A": 1}
    assert [tuple(trial.arm("A", one)) for one in OUTCOMES] == [
        (1, 1, 1, 1),
        (1, 1, 2, 4),
        (1, 1, 1200, 1200**2),
        (1, 1, 1, 1),
        (1, 1, 1, 1),
    ]
    assert trial.arm("A", "orders", "2026-11-05") == Arm(1, 1, 1, 1)
    assert trial.arm("A", "orders", "2026-11-02") == Arm(0, 0, 0, 0)


def test_who_became_one_person_counts_once_and_who_was_in_two_arms_not_at_all() -> None:
    shop = [
        seen(1, "2026-11-03 10:00", "A"),
        seen(2, "2026-11-04 10:00", "A"),
        bought(2, "2026-11-03 12:00", 1),
        seen(3, "2026-11-03 10:00", "A"),
        seen(4, "2026-11-04 10:00", "B"),
        bought(4, "2026-11-05 10:00", 2),
    ]
    persons = [{"who": 2, "person": 1}, {"who": 4, "person": 3}]
    trial = told(archive(shop, persons))[NAME]
    assert trial.people() == {"A": 1}
    assert trial.crossed == 1
    assert trial.arm("A", "ordered").total == 1
    apart = told(archive(shop))[NAME]
    assert apart.people() == {"A": 3, "B": 1}
    assert apart.crossed == 0


def test_of_a_placement_the_arms_are_who_was_held_out_and_who_was_not() -> None:
    shop = [
        fact("placement", "Placement Viewed", 1, "2026-11-03 10:00", placement="top", variant="a", holdout=False),
        fact("placement", "Placement Viewed", 1, "2026-11-04 10:00", placement="top", variant="b", holdout=False),
        fact("placement", "Placement Viewed", 2, "2026-11-03 10:00", placement="top", variant="holdout", holdout=True),
    ]
    assert told(archive(shop))["placement:top"].people() == {"shown": 1, "holdout": 1}
    drawn = [
        *shop,
        seen(1, "2026-11-03 10:00", "a", "placement:top"),
        seen(2, "2026-11-03 11:00", "b", "placement:top"),
    ]
    assert told(archive(drawn))["placement:top"].people() == {"a": 1, "b": 1}


def test_in_the_holdout_of_everybody_each_has_a_part_from_when_one_was_first_held_out() -> None:
    start = datetime(2026, 10, 1)
    persons = [
        {"who": 1, "person": 1, "first": start, "held": True, "crossed": False},
        {"who": 2, "person": 2, "first": start, "held": False, "crossed": False},
        {"who": 3, "person": 2, "first": start, "held": False, "crossed": False},
        {"who": 4, "person": 4, "first": datetime(2026, 11, 20), "held": False, "crossed": False},
        {"who": 5, "person": 5, "first": start, "held": True, "crossed": True},
    ]
    shop = [
        fact("message", "Message", 1, "2026-11-05 10:00", outcome="dropped", reason="global-holdout"),
        bought(2, "2026-11-04 10:00", 1),
        bought(3, "2026-11-06 10:00", 2),
    ]
    trial = told(archive(shop, persons))["global"]
    assert trial.people() == {"holdout": 1, "all": 2}
    assert trial.people("2026-11-19") == {"holdout": 1, "all": 1}
    assert trial.crossed == 1
    assert trial.arm("all", "orders").total == 1
    assert "global" not in told(archive([bought(2, "2026-11-06 10:00", 2)], persons))


def test_long_after_only_those_count_who_were_seen_that_long_ago() -> None:
    shop = [
        seen(1, "2026-10-01 10:00", "A"),
        bought(1, "2026-10-31 09:59", 1),
        bought(1, "2026-10-31 10:00", 2),
        seen(2, "2026-11-01 10:00", "A"),
        seen(3, "2026-09-01 10:00", "B"),
    ]
    later = {(one.variant, one.days): one for one in told(archive(shop))[NAME].later}
    assert {key: int(one.ordered.people) for key, one in later.items()} == {
        ("A", 30): 1,
        ("A", 60): 1,
        ("B", 30): 1,
        ("B", 60): 1,
        ("B", 90): 1,
    }
    assert later["A", 30].revenue == Arm(1, 1, 1000, 1000**2)
    assert later["A", 60].revenue == Arm(1, 1, 2000, 2000**2)
    assert later["B", 30].revenue == Arm(1, 0, 0, 0)


def test_who_is_behind_an_arm_can_be_told() -> None:
    base = archive([seen(1, "2026-11-03 10:00", "A"), seen(2, "2026-11-03 10:00", "B")])
    assert behind(base, "experiments", asked(by="arm"), f"{NAME} B") == [2]


@pytest.mark.parametrize("seed", range(3))
def test_a_holdout_through_merges_is_what_plain_counting_says(seed: int) -> None:
    """Four hundred identities of three hundred people, some of them in both arms, with uneven orders."""
    chance = random.Random(seed)
    person = {who: who if who <= 300 else chance.randint(1, 300) for who in range(1, 401)}
    begin = datetime(2026, 11, 1)

    def moment() -> str:
        return f"{begin + timedelta(minutes=chance.randrange(30 * 24 * 60)):%Y-%m-%d %H:%M}"

    views = [seen(who, moment(), chance.choice(["holdout", "sent"])) for who in person if chance.random() < 0.8]
    orders = [
        bought(chance.randint(1, 400), moment(), number, int(chance.lognormvariate(8, 1.2))) for number in range(700)
    ]
    persons = [{"who": who, "person": one} for who, one in person.items()]
    trial = told(archive([*views, *orders], persons))[NAME]
    truth, crossed, cap = plainly(views, orders, person)
    assert trial.crossed == crossed > 10
    assert trial.cap == cap
    for arm in ("holdout", "sent"):
        people = truth[arm]
        for outcome, values in (
            ("ordered", [float(bool(one)) for one in people]),
            ("orders", [float(len(one)) for one in people]),
            ("revenue", [float(min(sum(one), cap)) for one in people]),
        ):
            some = sum(1 for one in values if one)
            wanted = (len(people), some, sum(values), sum(one * one for one in values))
            assert tuple(trial.arm(arm, outcome)) == pytest.approx(wanted)


def plainly(
    views: Sequence[Fact], orders: Sequence[Fact], person: Mapping[int, int]
) -> tuple[dict[str, list[list[int]]], int, int]:
    """By arm what each person's orders came to, how many people were in two arms, and where revenue is cut off."""
    arms, first = defaultdict(set), {}
    for one in views:
        whom = person[one["who"]]
        arms[whom].add(one["variant"])
        first[whom] = min(first.get(whom, one["time"]), one["time"])
    spent: dict[int, list[int]] = {whom: [] for whom in arms if len(arms[whom]) == 1}
    for one in orders:
        whom = person[one["who"]]
        if whom in spent and one["time"] >= first[whom]:
            spent[whom].append(one["money"])
    sums = sorted(sum(one) for one in spent.values() if one)
    cap = sums[-(-99 * len(sums) // 100) - 1]
    found = defaultdict(list)
    for whom, rows in spent.items():
        found[next(iter(arms[whom]))].append(rows)
    return found, len(arms) - len(spent), cap
