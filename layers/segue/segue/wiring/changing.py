"""Changing the playbook from the console: `segue.wiring.desk` loads this with the compilers when it is needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from segue.aws.playbooks import Playbooks
from segue.console.desk import Problem, Wanted
from segue.errors import Invalid
from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.affected import Affected, Standing, affected
from segue.playbook.texts import read
from segue.times import Millis
from segue.versions import Draft, moved
from segue.wiring.standing import standing
from segue.wiring.tables import playbooks


@dataclass(frozen=True)
class TextChanging:
    """Compiles texts and keeps what comes of it as a version."""

    kept: Playbooks
    standing: Standing

    def problems(self, files: Mapping[str, str]) -> Sequence[Problem]:
        """What is wrong with these texts."""
        try:
            compile_playbook(files)
        except BadPlaybook as wrong:
            return wrong.problems
        return ()

    def said(self, text: str) -> Mapping[str, Any]:
        """The mapping in a text; empty where it is none."""
        try:
            found = read(text).value
        except Invalid:
            return {}
        return found if isinstance(found, dict) else {}

    def about(self, paths: Iterable[str]) -> Mapping[str, Affected]:
        """Whom changes of these files are about."""
        return affected(paths, self.kept.definitions("journey"), self.standing)

    def apply(self, wanted: Wanted, now: Millis) -> int:
        """Puts texts in force. Raises BadPlaybook, and Conflict where another version than `base` is in force."""
        before, definitions = self.kept.in_force(), compile_playbook(wanted.files)
        if before.number != wanted.base:
            raise moved(before)
        return self.kept.put(Draft(before, definitions, wanted.files, wanted.by, note=wanted.note), now)


@cache
def changing() -> TextChanging:
    """Changes the Playbook table."""
    return TextChanging(playbooks(), standing())
