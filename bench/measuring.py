"""What is measured beside the drive: CPU against a bare put, the machine, the commit."""

import os
import platform
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.driving import WARM, deliver, opened
from segue.aws.clients import client
from segue.aws.secrets import write_key
from tests.faults.cloud.wire import Request

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 9
CALLS = 200


def cpu_ratio_to_put() -> float:
    """CPU of one event through `collect` over that of the bare `put_item` it ends in; the cloud answers for free."""
    with opened(None) as world:
        key = write_key()
        deliver(world, WARM, key)
        (item,) = world.table("Ledger").items()
        vars(world.region)["apply"] = _nothing
        through = _cheapest(lambda: deliver(world, WARM, key))
        bare = _cheapest(lambda: client("dynamodb").put_item(TableName="LedgerTable", Item=_as_given(item)))
    return round(through / bare, 3)


def _nothing(_: Request) -> dict[str, Any]:
    return {}


def _as_given(item: dict[str, Any]) -> dict[str, Any]:
    return {name: {"B": one["B"].encode()} if "B" in one else one for name, one in item.items()}


def _cheapest(act: Callable[[], object]) -> float:
    """Seconds of CPU for `CALLS` calls, the least of several tries: the others measure the neighbours."""
    found = []
    for _ in range(REPEATS):
        begin = time.process_time()
        for _ in range(CALLS):
            act()
        found.append(time.process_time() - begin)
    return min(found)


def machine() -> dict[str, Any]:
    """Cores, memory and Python; no names."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(pages / 2**30),
        "architecture": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit that was measured, with `+` where files differ from it."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and _git("status", "--porcelain", "--untracked-files=no") else head


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
