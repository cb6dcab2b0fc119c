"""One private stack for all workers of a test run: whoever needs it first starts it, and it ends with the run.

The run's own process is its owner, not the worker that happened to be first: a worker that crashes or has nothing more
to do leaves it to the others, and `make down` knows by the owner whether it is still in use.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from segue_tools import programs, stacks
from segue_tools.places import LOCAL, ROOT, next_free
from segue_tools.programs import Program
from segue_tools.stacks import Stack

FIRST_PORT = 4700
START_SECONDS = 1200  # on a busy machine, with everything built anew
LOCK = LOCAL / "private.lock"
Start = Callable[[Program], Stack]


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of several of a run."""
    return hasattr(config, "workerinput")


def run_of(config: pytest.Config) -> Program:
    """The process that pytest was called as."""
    return programs.numbered(os.getppid() if is_worker(config) else os.getpid())


def start(owner: Program) -> Stack:
    """Starts a stack that is private to this program."""
    port = next_free(FIRST_PORT)
    command = [sys.executable, "-m", "segue_tools.up", "--private", str(owner.pid), "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": "layers/segue:tools"}
    subprocess.run(command, env=environment, cwd=ROOT, check=True, timeout=START_SECONDS)
    return stacks.needed(port)


def shared(owner: Program, start: Start = start) -> Stack:
    """The stack of a run: the first one that asks starts it, the others wait until it is there."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        complete = [one for one in stacks.private_to(owner) if one.runs and one.outputs]
        return complete[0] if complete else start(owner)


def end(owner: Program) -> None:
    """Stops what a run has started for itself; what others have started goes on."""
    for one in stacks.private_to(owner):
        one.stop()
