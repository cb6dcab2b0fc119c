"""Cold starts: what each function has loaded before its first event, in a fresh interpreter, with its clients made."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.faults.cloud import stack
from tests.faults.cloud.permissions import allowed

ROOT = Path(__file__).resolve().parents[1]
TRIES = 5
EMPTY = "empty interpreter"
# Where the name of a client differs from that of the permission.
CLIENTS = {"ses": "sesv2", "social-messaging": "socialmessaging"}
NO_CLIENTS = {"iam"}
ACCOUNT = {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
INIT = """
import json, os, sys
{imports}
{clients}
files = [getattr(one, "__file__", None) or "" for one in sys.modules.values()]
loaded = {{one for one in files if one.endswith((".py", ".so")) and os.path.exists(one)}}
print(json.dumps({{"modules": sorted(sys.modules), "bytes": sum(map(os.path.getsize, loaded))}}))
"""


@dataclass(frozen=True)
class Start:
    """What was loaded, by name, the bytes of its files, and the seconds of user CPU that it took."""

    modules: tuple[str, ...]
    size: int
    seconds: float


def start(folder: str, imports: str, services: tuple[str, ...] = ()) -> Start:
    """One start of an interpreter that imports and makes clients."""
    made = "; ".join(f"client({one!r})" for one in services)
    clients = f"from segue.aws.clients import client; {made}" if made else ""
    places = [ROOT / "functions" / folder, ROOT / "layers" / "segue"]
    kept = {name: os.environ.get(name, "") for name in ("PATH", "HOME")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run = subprocess.run(
        [sys.executable, "-c", INIT.format(imports=imports, clients=clients)],
        env={**kept, **ACCOUNT, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        check=True,
        cwd="/",
    )
    said = json.loads(run.stdout)
    return Start(tuple(said["modules"]), said["bytes"], resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)


def services(function: str) -> tuple[str, ...]:
    """The services that a function's policies let it call, by the names of their clients."""
    named = {action.partition(":")[0] for action, _ in allowed(function)} - NO_CLIENTS
    return tuple(sorted(CLIENTS.get(one, one) for one in named))


def programs() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """(folder, imports, clients) of the empty interpreter and each function, by name."""
    deployed = {name: (stack.folder_of(name), "import app", services(name)) for name in sorted(stack.functions())}
    return {EMPTY: ("", "", ()), **deployed}


def figures() -> dict[str, dict[str, float]]:
    """{program: modules, kilobytes of .py and .so, user CPU as a ratio to the empty interpreter's}; the least of some
    tries, taken in turns so that a busy moment meets all of them."""
    turns = [{name: start(*program) for name, program in programs().items()} for _ in range(TRIES)]
    least = {name: min(turn[name].seconds for turn in turns) for name in turns[0]}
    return {
        name: {
            "modules": len(one.modules),
            "kilobytes": one.size // 1024,
            "cpu_ratio": round(least[name] / least[EMPTY], 1),
        }
        for name, one in turns[0].items()
    }


def table_of(found: dict[str, dict[str, float]]) -> str:
    """The figures as a table."""
    rows = [f"{'cold start':22}{'modules':>11}{'KB':>11}{'CPU ratio':>11}"]
    rows += [
        f"{name:22}{one['modules']:>10}{one['kilobytes']:>10}{one['cpu_ratio']:>12}" for name, one in found.items()
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    print(table_of(figures()))
