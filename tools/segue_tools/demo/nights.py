"""The jobs of a night, run once by hand so that a stack that was started today has what they work out."""

import time
from collections.abc import Callable
from typing import Any

from segue_tools.api import Api, Refused
from segue_tools.bar import Bar

PAUSE = 1.0  # seconds between two looks
GOING_ON = ("waiting", "running")


def learn(door: Api) -> Any:
    """The models; the run at its end. Raises Refused."""
    return _followed(door.post("/v1/models/runs", {}), lambda _: door.get("/v1/models")["run"], "Learning")


def measure(door: Api) -> Any:
    """The measures, those that pages show first before the others; the run at its end. Raises Refused."""
    begun = door.post("/v1/measures/runs", {})
    return _followed(begun, lambda run: door.get(f"/v1/measures/runs/{run}"), "Working out the measures")


def _followed(run: Any, look: Callable[[str], Any], doing: str) -> Any:
    shown = Bar()
    while run["state"] in GOING_ON:
        time.sleep(PAUSE)
        run = look(run["id"])
        shown.show(run["percent"] / 100, doing)
    shown.finish()
    if run["state"] != "done":
        raise Refused(f"The run ended as {run['state']}.")
    return run
