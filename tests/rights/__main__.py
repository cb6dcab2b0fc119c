"""Chooses the stories anew: plays all of tests/handlers and tests/faults (an hour) and writes down the few that use
every right between them. `python -m tests.rights [file of an earlier recording ...]`
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.rights.playing import STORIES

FIXED = 0.2  # seconds: a test more is a line more to read
LONGEST = 6.0  # of one story


def chosen(recorded: list[dict[str, Any]]) -> list[str]:
    """The cheapest first: tests that between them use all that was used by any."""
    took = {test: seconds for one in recorded for test, seconds in one["took"].items()}
    uses: dict[str, set[tuple[str, ...]]] = {}
    for function, action, target, tests in (row for one in recorded for row in one["used"]):
        for test in (one for one in tests if took[one] < LONGEST):
            uses.setdefault(test, set()).add((function, action, target))
    left, taken = set().union(*uses.values()), list[str]()
    while left:
        best = max(uses, key=lambda test: len(uses[test] & left) / (took[test] + FIXED))
        taken.append(best)
        left -= uses[best]
    return taken


def recorded(folder: Path) -> dict[str, Any]:
    """What the tests of one folder use."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "used.json"
        options = ["-q", "-p", "tests.rights.recording", "-p", "no:cacheprovider", str(folder)]
        subprocess.run([sys.executable, "-m", "pytest", *options], env={**os.environ, "RIGHTS_USED": str(file)})
        return json.loads(file.read_text())


if __name__ == "__main__":
    told = [json.loads(Path(one).read_text()) for one in sys.argv[1:]]
    said = told or [recorded(Path("tests/handlers")), recorded(Path("tests/faults"))]
    STORIES.write_text("\n".join(sorted(chosen(said))) + "\n")
