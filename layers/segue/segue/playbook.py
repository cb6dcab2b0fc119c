"""The playbook: the versioned texts that say who is meant, what is sent and by which rules.

`compile_playbook` reads the YAML files, checks all of them and returns plain definitions by kind, ready to be kept
as JSON: nothing that runs per event parses YAML. A path is `<kind>s/<id>.yaml`.
"""

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from segue.errors import Invalid
from segue.intake.sources import compile_source
from segue.journeys.flows import Send, compile_journey
from segue.messaging.mjml import compile_template
from segue.messaging.policies import compile_policy
from segue.reach import CHANNELS
from segue.segments.membership import compile_segment

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


# Each takes an id and a mapping and returns what is kept; it raises Invalid where the mapping is wrong.
KINDS: dict[str, Callable[[str, Definition], Definition]] = {
    "segment": _checked(compile_segment),
    "journey": _checked(compile_journey),
    "template": compile_template,
    "policy": _checked(compile_policy),
    "source": _checked(compile_source),
}
FOLDERS = {"segments": "segment", "journeys": "journey", "templates": "template", "policies": "policy"} | {
    "sources": "source"
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
    problems += _dangling(definitions)
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
    """Journeys that name a channel, template or segment that is not there."""
    problems = []
    for key, spec in definitions["journey"].items():
        journey = compile_journey(key, spec)
        missing = [lacking for step in journey.sends if (lacking := _lacking(step, definitions["template"]))]
        if journey.while_ and journey.while_ not in definitions["segment"]:
            missing.append(f"segment {journey.while_}")
        problems += [_problem(f"journeys/{key}.yaml", f"there is no {one}", (0, 0)) for one in missing]
    return problems


def _lacking(send: Send, templates: Mapping[str, Definition]) -> str:
    if send.channel not in CHANNELS:
        return f"channel {send.channel}"
    if send.template not in templates:
        return f"template {send.template}"
    whole = templates[send.template].keys() >= set(CHANNELS[send.channel].parts)
    return "" if whole else f"{send.channel} in template {send.template}"
