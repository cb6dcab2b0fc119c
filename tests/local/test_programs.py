"""Background programs: all of a group ends, and nothing that only has the same number."""

import os
import sys
import time
from dataclasses import replace

from segue_tools import programs

PARENT = "import subprocess, sys, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"


def started(log):
    program = programs.start("sleeper", [sys.executable, "-c", PARENT], os.environ, log)
    until = time.monotonic() + 10
    while not log.read_text().strip() and time.monotonic() < until:
        time.sleep(0.05)
    return program, int(log.read_text())


def ended(process):
    """Whether it is gone soon: whoever adopted it has to notice."""
    until = time.monotonic() + 5
    while programs.born(process) and time.monotonic() < until:
        time.sleep(0.05)
    return not programs.born(process)


def test_a_program_ends_with_its_children(tmp_path):
    program, child = started(tmp_path / "log")
    assert program.runs
    program.stop()
    assert not program.runs
    assert ended(child)


def test_a_process_that_only_has_the_number_is_left_alone(tmp_path):
    program, _ = started(tmp_path / "log")
    replace(program, born="another time").stop()
    assert program.runs
    program.stop()
