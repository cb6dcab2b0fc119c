"""Doubts: what rests on orders that are told again, or on counts of days, cannot say that it was never otherwise; nor
can what is predicted say so of before the last word on profiling."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from segue.profile.profiles import Profile
from segue.profile.profiling import profiling_answered
from segue.segments.compiler import Compiler
from segue.segments.verdicts import ALWAYS, Condition, Fact, Verdict, latest
from segue.times import Millis

OBJECTS = Fact("has objected to profiling")
Operator = Callable[[Mapping[str, Any], Compiler], Condition]


def doubtful(operator: Operator, facet: str) -> Operator:
    """The operator, whose `since` is None instead of ALWAYS for whoever has something in the facet: a record that was
    replaced is gone, and the answer may have been another while it stood."""

    @wraps(operator)
    def made(spec: Mapping[str, Any], compiler: Compiler) -> Condition:
        condition = operator(spec, compiler)
        inner = condition.test

        def test(profile: Profile, now: Millis) -> Verdict:
            verdict = inner(profile, now)
            if not profile.whole.get(facet):
                return verdict
            return verdict.mended(lambda since: None if since == ALWAYS else since)

        return replace(condition, test=test)

    return made


def since_answered(profile: Profile, verdict: Verdict) -> Verdict:
    """The answer, no older than the last yes or no to profiling."""
    said = profiling_answered(profile.whole.get("consent", {}))
    return verdict.mended(lambda since: latest(since, said)) if said else verdict
