"""A short shop day, played against the running stack as `make demo` plays it: the sums must be right."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.thorough

DAY = ("--customers", "10", "--visits", "100", "--speed", "300", "--seed", "7")


@pytest.fixture
def demo(outputs, tmp_path):
    """`demo()` plays the day and returns (exit code, what it said)."""
    file = tmp_path / "outputs.json"
    file.write_text(json.dumps(outputs))

    def play() -> tuple[int, str]:
        command = [sys.executable, "-m", "segue_tools.demo", *DAY]
        done = subprocess.run(command, capture_output=True, text=True, env={"SEGUE_OUTPUTS": str(file)}, check=False)
        return done.returncode, done.stdout + done.stderr

    return play


def test_a_day_adds_up_and_leaves_the_playbook_as_it_was(ask, demo):
    before = ask("admin", "GET", "/v1/playbook").json["files"]
    code, said = demo()
    assert code == 0, said
    assert "Everything adds up" in said
    assert ask("admin", "GET", "/v1/playbook").json["files"] == before
