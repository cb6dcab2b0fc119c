"""Experiments whose truth is known: small archives, and what the rows of a large one look like."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from segue.judging.trials import Trial, trials

BEGAN = date(2026, 11, 1)


def row(variant: str, outcome: str, daily: Sequence[float], name: str = "journey:welcome:subject") -> dict[str, Any]:
    """A row of `experiments` in which so much is added each day, from the first of November, 1 for each person."""
    days = " ".join(str(BEGAN + timedelta(days=at)) for at in range(len(daily)))
    added = " ".join(str(one) for one in daily)
    return {
        "experiment": name, "variant": variant, "outcome": outcome,
        "days": days, "some": added, "total": added, "squares": added,
    }  # fmt: skip


def played(arms: Mapping[str, tuple[int, int]], days: int = 20, name: str = "journey:welcome:subject") -> Trial:
    """By arm so many people a day, of whom so many order on the same day; they spend 50 euros."""
    rows = [row(arm, "people", [people] * days, name) for arm, (people, _) in arms.items()]
    rows += [row(arm, "ordered", [ordered] * days, name) for arm, (_, ordered) in arms.items()]
    for arm, (_, ordered) in arms.items():
        spent = row(arm, "revenue", [ordered] * days, name)
        rows += [{**spent, "total": " ".join([str(ordered * 5000)] * days),
                  "squares": " ".join([str(ordered * 5000**2)] * days)}]  # fmt: skip
    return trials(rows)[name]
