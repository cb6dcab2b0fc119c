"""Changing the playbook from the console: `segue.wiring.desk` loads this with the compilers when it is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from segue.aws.playbooks import Playbooks
from segue.console.desk import Problem
from segue.errors import Conflict
from segue.playbook import BadPlaybook, compile_playbook
from segue.times import Millis
from segue.wiring.tables import playbooks


@dataclass(frozen=True)
class TextChanging:
    """Compiles texts and keeps what comes of it as a version."""

    kept: Playbooks

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
            found = yaml.safe_load(text)
        except (yaml.YAMLError, RecursionError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def apply(self, files: Mapping[str, str], base: int, by: str, now: Millis) -> int:
        """Puts texts in force. Raises BadPlaybook, and Conflict where another version than `base` is in force."""
        definitions = compile_playbook(files)
        if self.kept.active_version() != base:
            raise Conflict("applied-meanwhile", "somebody else has put another version in force")
        return self.kept.apply(definitions, files, by, now)


@cache
def changing() -> TextChanging:
    """Changes the Playbook table."""
    return TextChanging(playbooks())
