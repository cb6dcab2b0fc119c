"""What the archive tells of experiments, beside the same counted in plain Python."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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


AGAIN = bought(1, "2026-11-04 10:00", 2)
AFTER = [
    bought(1, "2026-11-03 09:59", 1),
    seen(1, "2026-11-03 10:00", "A"),
    seen(1, "2026-11-09 10:00", "A"),
    AGAIN,
    {**AGAIN, "id": 10**9, "source": "payments"},
    bought(1, "2026-11-06 10:00", 3, 500),
    bought(1, "2026-12-01 00:00", 4),
    seen(2, "2026-12-01 00:00", "B"),
    fact("order", "Order Refunded", 1, "2026-11-07 10:00", purchase=2, money=300, currency="EUR"),
    fact("conversation", "Conversation Opened", 1, "2026-11-05 10:00", conversation=5),
    fact("conversation", "Call Started", 1, "2026-11-05 10:00", conversation=6, reason="outbound"),
    fact("consent", "Consent Updated", 1, "2026-11-05 10:00", outcome="withdrawn"),
    fact("consent", "Consent Updated", 1, "2026-11-05 11:00", outcome="withdrawn"),
    fact("consent", "Consent Updated", 1, "2026-11-05 12:00", outcome="granted"),
]
MERGED = [
    seen(1, "2026-11-03 10:00", "A"),
    seen(2, "2026-11-04 10:00", "A"),
    bought(2, "2026-11-03 12:00", 1),
    seen(3, "2026-11-03 10:00", "A"),
    seen(4, "2026-11-04 10:00", "B"),
    bought(4, "2026-11-05 10:00", 2),
]
PERSONS = [{"who": 2, "person": 1}, {"who": 4, "person": 3}]
START = datetime(2026, 10, 1)
EVERYBODY = [
    {"who": 1, "person": 1, "first": START, "held": True, "crossed": False},
    {"who": 2, "person": 2, "first": START, "held": False, "crossed": False},
    {"who": 3, "person": 2, "first": START, "held": False, "crossed": False},
    {"who": 4, "person": 4, "first": datetime(2026, 11, 20), "held": False, "crossed": False},
    {"who": 5, "person": 5, "first": START, "held": True, "crossed": True},
    {"who": 6, "person": 0, "first": START, "held": False, "crossed": False},
]
HELD = [
    fact("message", "Message", 1, "2026-11-05 10:00", outcome="dropped", reason="global-holdout"),
    bought(2, "2026-11-04 10:00", 1),
    bought(3, "2026-11-06 10:00", 2),
    bought(6, "2026-11-06 11:00", 3),
]
LONG_AGO = [
    seen(1, "2026-10-01 10:00", "A"),
    bought(1, "2026-10-31 09:59", 1),
    bought(1, "2026-10-31 10:00", 2),
    seen(2, "2026-11-01 10:00", "A"),
    seen(3, "2026-09-01 10:00", "B"),
]


def test_nothing_is_told_of_an_empty_archive() -> None:
    assert told(connected()) == {}


def test_only_what_came_after_somebody_was_seen_counts_each_thing_once_until_the_end() -> None:
    trial = told(archive(AFTER))[NAME]
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


def test_who_became_one_person_counts_once_and_who_was_in_two_arms_in_the_first() -> None:
    trial = told(archive(MERGED, PERSONS))[NAME]
    assert trial.people() == {"A": 2}
    assert trial.crossed == 1
    assert trial.arm("A", "ordered").total == 1 + 1
    apart = told(archive(MERGED))[NAME]
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
    trial = told(archive(HELD, EVERYBODY))["global"]
    assert trial.people() == {"holdout": 2, "all": 2}
    assert trial.people("2026-11-19") == {"holdout": 2, "all": 1}
    assert trial.crossed == 1
    assert trial.arm("all", "orders").total == 1
    assert "global" not in told(archive([bought(2, "2026-11-06 10:00", 2)], EVERYBODY))


def test_long_after_only_those_count_who_were_seen_that_long_ago() -> None:
    later = {(one.variant, one.days): one for one in told(archive(LONG_AGO))[NAME].later}
    people = {key: int(one.ordered.people) for key, one in later.items()}
    assert people == {("A", 30): 1, ("A", 60): 1, ("B", 30): 1, ("B", 60): 1, ("B", 90): 1}
    assert later["A", 30].revenue == Arm(1, 1, 1000, 1000**2)
    assert later["A", 60].revenue == Arm(1, 1, 2000, 2000**2)
    assert later["B", 30].revenue == Arm(1, 0, 0, 0)


def test_who_is_behind_an_arm_can_be_told() -> None:
    base = archive([seen(1, "2026-11-03 10:00", "A"), seen(2, "2026-11-03 10:00", "B")])
    assert behind(base, "experiments", asked(by="arm"), f"{NAME} B") == [2]
