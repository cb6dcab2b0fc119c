"""Old and new code side by side: what one has begun the other one ends, in both directions.

The version before is the commit BEFORE, out of the history of git; where there is none (a bare copy, a shallow clone)
what it had left stands in `left_before.json`, and only the way from old to new is tried.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from segue_tools.places import ROOT
from tests.faults.handed_over import KIM, begun, ended

pytestmark = pytest.mark.thorough

BEFORE = "489fe5595673383aa0a0f17f07fbf5396b9a51cf"
LEFT = Path(__file__).with_name("left_before.json")
STORY = Path(__file__).with_name("handed_over.py")


def told(end: dict[str, Any]) -> dict[str, Any]:
    """How the story ended, without what it left."""
    return {name: said for name, said in end.items() if name != "left"}


@pytest.fixture(scope="module")
def right() -> dict[str, Any]:
    """How it ends where one version plays all of it."""
    end = told(ended(json.loads(json.dumps(begun()))))
    assert (end["mails"], end["errors"]) == ([KIM], [])
    return end


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the version before, with this story in it."""
    git = shutil.which("git")
    asked = [git or "git", "-C", str(ROOT), "archive", BEFORE]
    packed = subprocess.run(asked, capture_output=True, check=False) if git else None
    if packed is None or packed.returncode:
        pytest.skip("there is no git history with the version before")
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    shutil.copy(STORY, folder / "tests/faults")
    return folder


def played(folder: Path, said: str) -> dict[str, Any]:
    """What that version leaves, and how it ends what it is told, in a process of its own."""
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(str(folder / one) for one in ("layers/segue", "tools", ""))}
    asked = [sys.executable, "-m", "tests.faults.handed_over"]
    done = subprocess.run(asked, input=said, capture_output=True, text=True, cwd=folder, env=found, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_new_version_ends_what_the_one_before_has_left(right: dict[str, Any]) -> None:
    assert told(ended(json.loads(LEFT.read_text()))) == right


def test_the_one_before_ends_what_the_new_version_has_left_and_leaves_what_is_kept_of_it(
    before: Path, right: dict[str, Any]
) -> None:
    found, kept = played(before, json.dumps(begun())), json.loads(LEFT.read_text())
    assert told(found["ended"]) == right
    assert counted(found["begun"]) == counted(kept)


def counted(left: dict[str, Any]) -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(rows) for name, rows in left["tables"].items()}


def test_attributes_of_a_later_version_harm_nobody(right: dict[str, Any]) -> None:
    left = json.loads(json.dumps(begun()))
    for name in ("Messages", "Journeys", "Identities", "People", "Ledger", "ContactPoints"):
        for item in left["tables"][f"{name}Table"]:
            item["said_later"] = {"M": {"deep": {"S": "x"}}}
    end = ended(left)
    assert told(end) == right
    kept = [one for one in end["left"]["tables"]["IdentitiesTable"] if "said_later" in one]
    assert kept, "rows that are changed field by field keep what they do not know"
