"""Plays the chosen stories in a session of their own, and what rights they used."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import yaml

from segue_tools.places import ROOT
from tests.faults.cloud import permissions, stack
from tests.rights.recording import Right

HERE = Path(__file__).parent
STORIES = HERE / "stories.txt"
REASONS = HERE / "reasons.yaml"


@cache
def reasons() -> dict[str, dict[str, str]]:
    """What is open, and what nobody plays, each with the reason why."""
    return yaml.safe_load(REASONS.read_text())


def granted() -> set[Right]:
    """Every right of every function, as the template resolves."""
    return {(one, action, target) for one in stack.functions() for action, target in permissions.allowed(one)}


def used(into: Path) -> set[Right]:
    """What the stories use. Raises CalledProcessError when one of them fails."""
    options = ["-q", "-x", "-p", "tests.rights.recording", "-p", "no:cacheprovider", "-p", "no:randomly"]
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


def said(rights: set[Right]) -> list[str]:
    """Rights as `function action target`, in order."""
    return sorted(" ".join(one) for one in rights)
