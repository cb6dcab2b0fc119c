"""Segments as staff ask for them: definitions, counts, members, and what a definition would give."""

from functools import cache
from typing import Any

from segue.aws.everybody import Everybody
from segue.aws.member_counts import MemberCounts
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import Condition
from segue.wiring.members import members
from segue.wiring.people import profiles
from segue.wiring.tables import playbooks


@cache
def counts() -> MemberCounts:
    """How many are in segments."""
    return MemberCounts(members())


@cache
def everybody() -> Everybody:
    """All people, part by part."""
    return Everybody(profiles())


def condition(when: Any) -> Condition:
    """A condition that may ask for the segments and policies in force. Raises Invalid("bad-condition")."""
    known = Compiler(playbooks().definitions("segment"), playbooks().definitions("policy"))
    return compile_condition(when, known)
