"""The playbook: the versioned texts that say who is meant, what is sent and by which rules.

`compile_playbook` reads the YAML files, checks all of them and returns plain definitions by kind, ready to be kept
as JSON: nothing that runs per event parses YAML. A path is `<folder>/<id>.yaml`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from segue.carts.policies import cart_policy
from segue.errors import Invalid
from segue.identity.rules import rules_of
from segue.identity.suggesting import bounds_of
from segue.intake.plans import compile_plan
from segue.intake.sources import compile_source
from segue.journeys.compiling import compile_journey
from segue.messaging.mjml import compile_template
from segue.messaging.policies import consent_policy
from segue.segments.compiler import Compiler
from segue.segments.compiling import compile_segment

Definition = dict[str, Any]
Definitions = dict[str, dict[str, Definition]]
Problem = dict[str, Any]


class BadPlaybook(Invalid):
    """`problems` is a list of {"file", "line", "column", "message"}, so that an editor can jump there."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__("bad-playbook", f"{first['file']}:{first['line']}: {first['message']}")
        self.problems = problems


def _checked(compiled: Callable[[str, Mapping[str, Any]], object]) -> Callable[[str, Definition], Definition]:
    def check(key: str, spec: Definition) -> Definition:
        compiled(key, spec)
        return spec

    return check


# Each takes the mapping of `policies/<name>.yaml` and raises Invalid where it is wrong.
POLICIES: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "carts": cart_policy,
    "consent": consent_policy,
    "identity": rules_of,
    "shop": dict,  # says what it likes: templates ask it
    "suggestions": bounds_of,
}


def _compile_policy(key: str, spec: Mapping[str, Any]) -> None:
    if key not in POLICIES:
        raise Invalid("bad-policy", f"there is no policy {key!r}; known: {', '.join(POLICIES)}")
    POLICIES[key](spec)


# Each takes an id and a mapping and returns what is kept; it raises Invalid where the mapping is wrong.
KINDS: dict[str, Callable[[str, Definition], Definition]] = {
    "segment": _checked(compile_segment),
    "journey": _checked(compile_journey),
    "template": compile_template,
    "policy": _checked(_compile_policy),
    "source": _checked(compile_source),
    "plan": _checked(compile_plan),
}
FOLDERS = {
    "segments": "segment",
    "journeys": "journey",
    "templates": "template",
    "policies": "policy",
    "sources": "source",
    "plans": "plan",
}


def compile_playbook(files: Mapping[str, str]) -> Definitions:
    """All definitions by kind and id. Raises BadPlaybook with every problem found, not just the first."""
    problems: list[Problem] = []
    definitions: Definitions = {kind: {} for kind in KINDS}
    for path, text in sorted(files.items()):
        try:
            kind, key = _place(path)
            definitions[kind][key] = KINDS[kind](key, _mapping(text))
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark
            problems.append(_problem(path, str(wrong.problem), (mark.line, mark.column) if mark else (0, 0)))
        except (yaml.YAMLError, RecursionError):
            problems.append(_problem(path, "this is no YAML: control characters, or nested without end", (0, 0)))
        except Invalid as wrong:
            problems.append(_problem(path, wrong.detail, (0, 0)))
    problems += _dangling(definitions) + _unfollowed(definitions) + _twice(definitions["plan"])
    if problems:
        raise BadPlaybook(problems)
    return definitions


def _place(path: str) -> tuple[str, str]:
    folder, _, name = path.partition("/")
    if folder not in FOLDERS or not name.endswith(".yaml") or "/" in name:
        raise Invalid("bad-path", f"a file is named <folder>/<id>.yaml with a folder of {', '.join(FOLDERS)}")
    return FOLDERS[folder], name.removesuffix(".yaml")


def _mapping(text: str) -> Definition:
    loaded = yaml.safe_load(text)
    if not isinstance(loaded, dict):
        raise Invalid("bad-file", "the file must hold a mapping")
    return loaded


def _problem(path: str, message: str, at: tuple[int, int]) -> Problem:
    return {"file": path, "line": at[0] + 1, "column": at[1] + 1, "message": message}


def _dangling(definitions: Definitions) -> list[Problem]:
    """Journeys that need something that is not there."""
    lacking = {key: compile_journey(key, spec).lacks(definitions) for key, spec in definitions["journey"].items()}
    return [
        _problem(f"journeys/{key}.yaml", f"there is no {one}", (0, 0)) for key, gone in lacking.items() for one in gone
    ]


def _unfollowed(definitions: Definitions) -> list[Problem]:
    """Segments that ask for one that is not there, or for each other in a circle."""
    found = []
    for key, spec in definitions["segment"].items():
        try:
            compile_segment(key, spec, Compiler(definitions["segment"], definitions["policy"]))
        except Invalid as wrong:
            found.append(_problem(f"segments/{key}.yaml", wrong.detail, (0, 0)))
    return found


def _twice(plans: Mapping[str, Definition]) -> list[Problem]:
    """Plans of an event that another file has planned."""
    first: dict[Any, str] = {}
    for key, spec in plans.items():
        first.setdefault(spec["event"], key)
    others = ((key, first[spec["event"]]) for key, spec in plans.items())
    return [
        _problem(f"plans/{key}.yaml", f"plans/{one}.yaml has this event", (0, 0)) for key, one in others if key != one
    ]
