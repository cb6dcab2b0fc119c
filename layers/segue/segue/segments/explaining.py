"""Explaining: why somebody is in a segment, or is not: each clause, its answer, and what decided it."""

from dataclasses import dataclass

from segue.profile.profiles import Profile
from segue.segments.verdicts import Condition, Fact
from segue.times import Millis


@dataclass(frozen=True)
class Why:
    """A clause as the playbook writes it, with its answer; `since` None: nobody can know. `facts` are the values and
    events that decided; a group has the clauses that it is made of instead."""

    text: str
    holds: bool
    since: Millis | None
    until: Millis | None
    facts: tuple[Fact, ...] = ()
    parts: tuple["Why", ...] = ()


def explain(condition: Condition, profile: Profile, now: Millis) -> Why:
    """The tree of a condition's clauses for a person at a moment. Nobody is known to be anything before the first
    event that is known of the person."""
    verdict = condition.test(profile, now)
    return Why(
        text=condition.text,
        holds=verdict.holds,
        since=None if verdict.since is None else max(verdict.since, profile.begun or 0),
        until=verdict.until,
        facts=condition.facts(profile, now) if condition.facts else (),
        parts=tuple(explain(part, profile, now) for part in condition.parts),
    )
