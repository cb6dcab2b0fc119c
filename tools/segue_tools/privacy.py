"""`segue export`: everything that is held about somebody, as one file."""

import argparse
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from segue_tools import sessions
from segue_tools.api import Api, Refused
from segue_tools.bar import Bar
from segue_tools.commands import command
from segue_tools.progress import say

PAUSE = 2.0  # seconds between two looks
SECONDS = 600  # that a file may take
REASON = "asked for by the customer"


def commands(parsers: Any) -> None:
    """Adds the command."""
    one = command(parsers, "export", "everything that is held about somebody, as one file")
    one.set_defaults(act=export)
    one.add_argument("type", metavar="TYPE", help="email, phone, user_id, customer_id, ...; id for an id of ours")
    one.add_argument("value", metavar="VALUE", help="such as ada@shop.example")
    one.add_argument("--to", metavar="FILE", required=True, type=Path, help="where the zip file goes")
    one.add_argument("--reason", default=REASON, help="it is kept, so name nobody")


def export(said: argparse.Namespace) -> None:
    """Asks for it, waits, and gets the file. Raises Refused."""
    if not said.to.parent.is_dir():
        raise Refused(f"There is no folder {said.to.parent}.")
    door = sessions.current().door
    who = {"id": said.value} if said.type == "id" else {"type": said.type, "value": said.value}
    asked = door.post("/v1/privacy/exports", {"identifier": who, "reason": said.reason})
    done = followed(door, asked["id"])
    if not done["file"]:
        raise Refused("There is no file: the customer was erased meanwhile.")
    fetch(done["file"]["link"], said.to)
    say(f"{sum(done['counts'].values()):,} things in {said.to}")


def followed(door: Api, request: str) -> Any:
    """The request at its end; a bar shows how far it is."""
    shown = Bar()
    while True:
        found = door.get(f"/v1/privacy/requests/{request}")
        shown.show(found["percent"] / 100, f"Exporting: {found['stage']}")
        if found["state"] in ("done", "superseded"):
            shown.finish()
            return found
        time.sleep(PAUSE)


def fetch(link: str, to: Path) -> None:
    """What a link leads to, in a file that its owner alone can read. Raises Refused."""
    try:
        to.touch(mode=0o600)
        with urllib.request.urlopen(link, timeout=SECONDS) as answer, to.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except (urllib.error.URLError, OSError) as problem:
        raise Refused(f"The file was not taken to {to}: {problem}") from None
