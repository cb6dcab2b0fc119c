"""The local stacks that this clone has running: `.local/stacks/<port>/`."""

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from segue_tools.places import LOCAL, STACKS, Ports
from segue_tools.programs import Program

OUTPUTS = LOCAL / "outputs.json"


@dataclass(frozen=True)
class Stack:
    """One local stack: where it listens, the programs that make it up, and the test run that it is private to."""

    ports: Ports
    programs: Sequence[Program]
    owner: Program | None = None

    @property
    def runs(self) -> bool:
        """Whether every program of it is alive."""
        return bool(self.programs) and all(one.runs for one in self.programs)

    @property
    def outputs(self) -> dict[str, Any]:
        """Its addresses, keys and staff, as `.local/outputs.json` tells them; {} until the stack is complete."""
        file = self.ports.home / "outputs.json"
        return json.loads(file.read_text()) if file.exists() else {}

    def save(self) -> None:
        """Remembers ports and processes."""
        self.ports.home.mkdir(parents=True, exist_ok=True)
        programs = [asdict(one) for one in self.programs]
        owner = asdict(self.owner) if self.owner else None
        state = {"ports": asdict(self.ports), "programs": programs, "owner": owner}
        (self.ports.home / "state.json").write_text(json.dumps(state, indent=1))

    def publish(self, outputs: dict[str, Any]) -> None:
        """Writes the outputs, last of all: their presence says that the stack is complete."""
        text = json.dumps(outputs, indent=2) + "\n"
        for file in [self.ports.home / "outputs.json"] + [OUTPUTS] * (self.owner is None):
            made = file.with_suffix(".new")
            made.touch(mode=0o600)
            made.write_text(text)
            made.replace(file)

    def stop(self) -> None:
        """Ends its programs and forgets it; the newest other stack becomes the one of `.local/outputs.json`."""
        for one in reversed(self.programs):
            one.stop()
        shutil.rmtree(self.ports.home, ignore_errors=True)
        newest = running()
        if newest:
            newest.publish(newest.outputs)
        else:
            OUTPUTS.unlink(missing_ok=True)


def all_stacks() -> list[Stack]:
    """Every stack that was started here and not stopped, oldest first."""
    files = sorted(STACKS.glob("*/state.json"), key=lambda file: file.stat().st_mtime)
    return [_load(file) for file in files]


def running(port: int | None = None) -> Stack | None:
    """The newest complete stack that runs and is nobody's own, or the one at `port`."""
    found = [one for one in all_stacks() if one.runs and one.outputs]
    found = [one for one in found if one.ports.aws == port or (port is None and one.owner is None)]
    return found[-1] if found else None


def private_to(owner: Program) -> list[Stack]:
    """The stacks that a program, such as a test run, has for itself alone."""
    return [one for one in all_stacks() if one.owner == owner]


def needed(port: int | None = None) -> Stack:
    """The same, or the end with a hint."""
    found = running(port)
    if found is None:
        raise SystemExit("No local stack runs here. Start one with: make up")
    return found


def _load(file: Path) -> Stack:
    state = json.loads(file.read_text())
    owner = Program(**state["owner"]) if state.get("owner") else None
    return Stack(Ports(**state["ports"]), [Program(**one) for one in state["programs"]], owner)


def answers(url: str) -> bool:
    """Whether there is any HTTP answer, error or not."""
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, OSError):
        return False
