"""After a restore: `segue erasures replay` erases again whoever was erased since, `segue timers` sets timers again."""

import argparse
import time
from typing import Any

from segue_tools import sessions
from segue_tools.commands import command
from segue_tools.progress import say

LOOKS = 5  # seconds between two


def commands(parsers: Any) -> None:
    """Adds the command."""
    inner = command(parsers, "erasures", "erasures after a restore").add_subparsers(required=True)
    one = command(inner, "replay", "erase again whoever was erased since the moment of the backup")
    one.set_defaults(act=replay)
    again = command(parsers, "timers", "after a restore: set the timers of journeys and segments again")
    again.set_defaults(act=timers)
    one.add_argument("--since", required=True, metavar="TIME", help="such as 2026-11-29T10:00:00Z")


def replay(said: argparse.Namespace) -> None:
    """Begins the erasures and waits until all of them are done."""
    door = sessions.current().door
    left = door.post("/v1/privacy/erasures/replay", {"since": said.since})["requests"]
    say(f"{len(left)} identities to erase again")
    while left:
        states = {one: door.get(f"/v1/privacy/requests/{one}")["state"] for one in left}
        left = [one for one, state in states.items() if state != "done"]
        if left:
            say(f"{len(left)} to go")
            time.sleep(LOOKS)
    say("All of them are erased.")


def timers(_: argparse.Namespace) -> None:
    """Sets the timers of runs, and of everybody's segments."""
    door = sessions.current().door
    door.post("/v1/timers/restore", {})
    fill = door.post("/v1/backfills", {})
    say(f"Runs get their timers within minutes; segments with the back-fill {fill['id']}.")
