"""What a definition would give, before it is in force."""

from functools import cache
from typing import Any

from segue.aws.everybody import Everybody
from segue.errors import Invalid, inside
from segue.segments.compiler import Compiler
from segue.segments.conditions import compile_condition
from segue.segments.verdicts import Condition
from segue.wiring.people import profiles
from segue.wiring.tables import playbooks

PREVIEWED = "segments/preview.yaml"  # how a text is called that has no name yet


@cache
def everybody() -> Everybody:
    """All people, part by part."""
    return Everybody(profiles())


def condition(when: Any) -> Condition:
    """A condition that may ask for the segments and policies in force. Raises Invalid("bad-condition")."""
    known = Compiler(playbooks().definitions("segment"), playbooks().definitions("policy"))
    return compile_condition(when, known)


def condition_of(text: str) -> Condition:
    """The condition of a segment's file. Raises BadPlaybook with line and column."""
    from segue.playbook import BadPlaybook  # heavy: only who previews a text waits for it
    from segue.playbook.texts import BadText, Text, read

    found = Text(None, {})
    try:
        found = read(text)
        with inside("when"):
            return condition(found.value.get("when") if isinstance(found.value, dict) else None)
    except BadText as wrong:
        told = [(wrong.place, wrong.detail)]
    except Invalid as wrong:
        told = [(found.place(one.path), one.detail) for one in wrong.all]
    raise BadPlaybook(
        [{"file": PREVIEWED, "line": place.line, "column": place.column, "message": said} for place, said in told]
    )
