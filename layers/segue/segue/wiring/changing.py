"""Changing the playbook from the console: `segue.wiring.desk` loads this with the compilers when it is needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from segue.aws.playbooks import Playbooks
from segue.console.playbook.changing import Problem, Wanted
from segue.errors import Invalid
from segue.messaging.rehearsing import Rehearsal
from segue.playbook import BadPlaybook, compile_playbook
from segue.playbook.affected import Affected, Standing, affected
from segue.playbook.texts import read
from segue.versions import Draft
from segue.wiring.rehearsals import rehearsals
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

    def value(self, text: str) -> Any:
        """What stands behind a key in YAML; what is none, as a text."""
        return self.said(f"value: {text}").get("value", text)

    def about(self, paths: Iterable[str]) -> Mapping[str, Affected]:
        """Whom changes of these files are about."""
        kept = self.kept
        return affected(paths, kept.definitions("journey"), kept.definitions("template"), self.standing)

    def rehearsed(self, files: Mapping[str, str]) -> Mapping[str, tuple[Rehearsal, Sequence[str]]]:
        """Each template that these files would change, rendered for some real people, and notes on it."""
        return rehearsals(compile_playbook(files))

    def apply(self, wanted: Wanted) -> Mapping[str, str]:
        """Puts texts in force, as the API does. Raises BadPlaybook, and Conflict where `base` is in force no more."""
        put = import_module("segue.api.playbooks").put  # the API's libraries are large, and this is rare
        draft = Draft(self.kept.in_force(), compile_playbook(wanted.files), wanted.files, wanted.by, note=wanted.note)
        return {one.rule: one.reason for one in put(draft, wanted.base).refused}


@cache
def changing() -> TextChanging:
    """Changes the Playbook table."""
    return TextChanging(playbooks(), standing())
