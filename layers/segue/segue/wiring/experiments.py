"""Experiments as they are judged now: what the playbook in force declares beside what the archive tells."""

from collections.abc import Mapping
from typing import NamedTuple

from segue.experiments.declared import VARIANTS, Book, Declared, declared
from segue.experiments.holdouts import holdout_policy
from segue.judging.trials import HOLDOUT, Trial, trials
from segue.judging.verdicts import Judged, judged
from segue.measures.results import Result, Wish
from segue.times import Millis
from segue.wiring.measures import results
from segue.wiring.tables import playbooks

DAYS, LATER = Wish("experiments"), Wish("experiments_later")


class Known(NamedTuple):
    """An experiment that is declared, or was seen, or both."""

    name: str
    declared: Declared | None
    judged: Judged | None

    @property
    def people(self) -> int:
        """How many were seen in it."""
        return sum(self.judged.trial.people().values()) if self.judged else 0


class Told(NamedTuple):
    """All of them, those in force first, then those with most people; when that was worked out (0: never yet), and the
    currency of what was spent."""

    experiments: list[Known]
    made: Millis
    currency: str


def told() -> Told:
    """Every experiment. Raises Unavailable."""
    days, later = results().last(DAYS), results().last(LATER)
    return told_of(in_force(), days, later)


def told_of(asked: dict[str, Declared], days: Result | None, later: Result | None) -> Told:
    """The same of these; what is not declared any more is told where it has two arms to compare."""
    seen = trials(days.rows if days else (), later.rows if later else ())
    found = [_known(name, asked.get(name), seen) for name in asked]
    found += [
        _known(name, None, seen)
        for name, one in seen.items()
        if name not in asked and len(one.lines) > 1 and not name.endswith(VARIANTS)
    ]
    found.sort(key=lambda one: (one.declared is None, -one.people, one.name))
    return Told(found, days.made if days else 0, days.currency if days else "EUR")


def ask(now: Millis) -> None:
    """Has them worked out anew. Raises Unavailable."""
    for one in (DAYS, LATER):
        results().ask(one, now)


def in_force() -> dict[str, Declared]:
    """What the playbook in force declares."""
    journeys, placements, templates = map(playbooks().definitions, ("journey", "placement", "template"))
    holdout = holdout_policy(playbooks().definitions("policy").get("holdout", {})).share
    return declared(Book(journeys, placements, templates, holdout))


def _known(name: str, one: Declared | None, seen: Mapping[str, Trial]) -> Known:
    shares = one.shares if one else {}
    arms = [arm for arm in shares if arm != HOLDOUT]
    return Known(name, one, judged(seen[name], arms, shares) if name in seen else None)
