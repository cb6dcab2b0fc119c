"""Doubts: what rests on orders that are told again, or on counts of days, cannot say that it was never otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from segue.profile.profiles import Profile
from segue.segments.compiler import Compiler
from segue.segments.verdicts import ALWAYS, Condition, Verdict
from segue.times import Millis

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
