"""Plays the chosen stories in a session of their own, and what rights they used."""

import json
import os
import subprocess
import sys
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import yaml

from segue_tools.places import ROOT
from tests.faults.cloud import permissions, stack
from tests.rights.recording import Right

HERE = Path(__file__).parent
STORIES = HERE / "stories.txt"
REASONS = HERE / "reasons.yaml"
FAMILIES = ("send_", "receive_")  # deployments of one program: a right of several is used when one of them uses it


@cache
def reasons() -> dict[str, dict[str, str]]:
    """What is open, what AWS uses for us and what no story plays, each with the reason why."""
    return yaml.safe_load(REASONS.read_text())


def granted() -> set[Right]:
    """Every right of every function, as the template resolves."""
    return {(one, action, target) for one in stack.functions() for action, target in permissions.allowed(one)}


def unused(seen: set[Right]) -> list[str]:
    """`function action target` of what is granted and used neither by the function nor by another of its program."""
    used = seen | {(family, *rest) for one, *rest in seen for family in FAMILIES if one.startswith(family)}
    return sorted(" ".join(right) for right in granted() - seen if (_family(right[0]), *right[1:]) not in used)


def _family(function: str) -> str:
    return next((one for one in FAMILIES if function.startswith(one)), function)


def explained(right: str) -> list[str]:
    """The reasons that are about an unused right."""
    return [one for part in ("by_aws", "unplayed") for one in reasons()[part] if fnmatchcase(right, one)]


def used(into: Path) -> set[Right]:
    """What the stories use. Raises AssertionError when one of them fails."""
    options = ["-q", "-x", "-p", "tests.rights.recording", "-p", "no:cacheprovider"]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *STORIES.read_text().splitlines()],
        cwd=ROOT,
        env={**os.environ, "RIGHTS_USED": str(into)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-4000:]
    return {(function, action, target) for function, action, target, _ in json.loads(into.read_text())["used"]}
