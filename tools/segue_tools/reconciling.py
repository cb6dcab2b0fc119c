"""`segue reconcile`: whether profiles say what the ledger says, and building anew what does not."""

import argparse
import sys
import time
from typing import Any

from segue_tools import sessions
from segue_tools.commands import command
from segue_tools.progress import say

LOOKS = 3  # seconds between two


def commands(parsers: Any) -> None:
    """Adds the command."""
    one = command(parsers, "reconcile", "compare profiles with the ledger, and repair what differs")
    one.set_defaults(act=reconcile)
    one.add_argument("--who", metavar="TYPE:VALUE", default="", help="one customer, such as email:ada@shop.example")
    one.add_argument("--of", metavar="ID", default="", help="what an earlier run has found")
    one.add_argument("--repair", action="store_true", help="build what differs anew from the ledger")


def reconcile(said: argparse.Namespace) -> None:
    """Begins a run and waits for it; ends with 1 where something differs and was not repaired."""
    kind, _, value = said.who.partition(":")
    if said.who and not value:
        sys.exit("A customer is TYPE:VALUE, such as email:ada@shop.example.")
    who = {"who": {"type": kind, "value": value}} if value else {}
    door = sessions.current().door
    run = door.post("/v1/reconciliations", {**who, "of": said.of, "repair": said.repair})
    while run["state"] != "done":
        say(f"{run['id']}  {run['percent']} %")
        time.sleep(LOOKS)
        run = door.get(f"/v1/reconciliations/{run['id']}")
    _told(run)


def _told(run: dict[str, Any]) -> None:
    for name, count in run["counts"].items():
        say(f"{name:<10} {count}")
    for identity in run["found"]:
        say(f"differs: {identity}")
    if run["repairs"]:
        say(f"repaired: {run['repaired']} of {run['differences']}")
    if run["differences"] > run["repaired"]:
        sys.exit(1)
