"""Two makes at once in one clone do not write the same environment at once."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from segue_tools.places import ROOT

ASKED = ("Makefile", "pyproject.toml", "tools/requirements/dev.txt", "layers/dependencies/browser.txt")
PIP = '#!/bin/sh\necho "$@" >> calls\nwhile ! test -e go; do sleep 0.02; done\n'
PYTHON = f"#!/bin/sh\nmkdir -p .venv/bin; cat > .venv/bin/python <<'END'\n{PIP}END\nchmod +x .venv/bin/python\n"


@pytest.mark.skipif(not shutil.which("flock"), reason="no flock here: makes do not wait for each other")
def test_a_second_make_waits_for_the_first_and_installs_nothing_again(tmp_path: Path) -> None:
    clone(tmp_path)
    first = making(tmp_path)
    while not (tmp_path / "calls").exists():
        assert first.poll() is None
        time.sleep(0.02)
    second = making(tmp_path)
    assert second.stdout is not None
    assert second.stdout.readline() == "== .venv is being made by another make: waiting until it is done\n"
    (tmp_path / "go").touch()
    assert (first.wait(30), second.wait(30)) == (0, 0)
    assert len((tmp_path / "calls").read_text().splitlines()) == 3
    assert (tmp_path / ".venv" / "made").exists()


def clone(to: Path) -> None:
    """What the target goes by, and an interpreter whose pip waits for a file."""
    for one in ASKED:
        (to / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / one, to / one)
    (to / "python").write_text(PYTHON)
    (to / "python").chmod(0o755)


def making(clone: Path) -> subprocess.Popen[str]:
    """A make of the environment."""
    command = ["make", "PYTHON=./python", ".venv/made"]
    return subprocess.Popen(command, cwd=clone, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
