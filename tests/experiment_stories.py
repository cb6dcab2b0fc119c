"""Experiments whose truth is known: small archives, and what the rows of a large one look like."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from segue.judging.trials import Trial, trials

BEGAN = date(2026, 11, 1)
NAME = "journey:welcome:subject"


def row(variant: str, outcome: str, daily: Sequence[float], name: str = NAME) -> dict[str, Any]:
    """A row of `experiments` in which so much is added each day, from the first of November, 1 for each person."""
    days = " ".join(str(BEGAN + timedelta(days=at)) for at in range(len(daily)))
    added = " ".join(str(one) for one in daily)
    return {
        "experiment": name, "variant": variant, "outcome": outcome,
        "days": days, "some": added, "total": added, "squares": added,
    }  # fmt: skip


def rows(arms: Mapping[str, tuple[int, int]], days: int = 20, name: str = NAME) -> list[dict[str, Any]]:
    """By arm so many people a day, of whom so many order on the same day; they spend 50 euros."""
    made = [row(arm, "cap", [0] * (days - 1) + [5000], name) | {"variant": ""} for arm in list(arms)[:1]]
    for arm, (people, ordered) in arms.items():
        money, squares = (" ".join([str(ordered * 5000**power)] * days) for power in (1, 2))
        made += [row(arm, "people", [people] * days, name), row(arm, "ordered", [ordered] * days, name)]
        made += [row(arm, "orders", [ordered] * days, name)]
        made += [{**row(arm, "revenue", [ordered] * days, name), "total": money, "squares": squares}]
    return made


def later(arms: Mapping[str, tuple[int, int]], name: str = NAME) -> list[dict[str, Any]]:
    """By arm people who were first seen more than 30 days ago, of whom so many ordered for 50 euros."""
    return [
        {"experiment": name, "variant": arm, "days": 30, "people": people, "ordered": ordered,
         "revenue": ordered * 5000, "squares": ordered * 5000**2}
        for arm, (people, ordered) in arms.items()
    ]  # fmt: skip


def played(arms: Mapping[str, tuple[int, int]], days: int = 20, name: str = NAME) -> Trial:
    """The same as a trial."""
    return trials(rows(arms, days, name))[name]
