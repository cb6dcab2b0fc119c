"""Programs in the background: started in a group of their own, stopped by that group and by nothing else."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

GRACE_SECONDS = 3


@dataclass(frozen=True)
class Program:
    """A running program: its process id, and when that process was born, because ids are used again."""

    name: str
    pid: int
    born: str

    @property
    def runs(self) -> bool:
        """Whether it is still that process, and not a zombie."""
        return bool(self.born) and born(self.pid) == self.born

    def stop(self) -> None:
        """Ends its whole group: politely, then not."""
        if not self.runs:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        while self.runs and time.monotonic() < end:
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


def start(name: str, command: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> Program:
    """Starts a command detached from this terminal; what it says goes to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Program(name, process.pid, born(process.pid))


def numbered(pid: int) -> Program:
    """The program that runs under this process id, whoever started it."""
    return Program("owner", pid, born(pid))


def born(pid: int) -> str:
    """The birth time of a living process, "" when there is none."""
    with suppress(OSError, ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a child of ours that has ended would stay a zombie
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            return "" if fields[0] == "Z" else fields[19]
        return ""
    shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()
