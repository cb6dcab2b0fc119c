"""`segue deadletters` and `segue redrive`: what could not be delivered, and on with it."""

import argparse
import sys
from typing import Any
from urllib.parse import urlencode

from segue_tools import sessions
from segue_tools.api import Refused
from segue_tools.commands import command
from segue_tools.held import pages, some
from segue_tools.progress import say

PART = 100  # letters a page and a request


def commands(parsers: Any) -> None:
    """Adds the commands."""
    found = command(parsers, "deadletters", "what could not be delivered, newest first")
    found.set_defaults(act=list_letters)
    found.add_argument(
        "--state", choices=("open", "asked", "redriven", "all"), default="open", help="open where not said"
    )
    again = command(parsers, "redrive", "send dead letters on to who they were for")
    again.set_defaults(act=redrive)
    again.add_argument("letters", nargs="*", metavar="ID", help="as `segue deadletters` shows it")
    again.add_argument("--all", action="store_true", help="every open letter, or those of --queue")
    for one in (found, again):
        one.add_argument("--queue", default="", help="the queue of dead letters, such as JourneysDeadLetters")


def list_letters(said: argparse.Namespace) -> None:
    """Shows what could not be delivered; what a letter says is not shown."""
    asked = {"queue": said.queue, "state": "" if said.state == "all" else said.state, "limit": PART}
    ask = sessions.current().door.get
    for one in some(pages(lambda before: ask(f"/v1/deadletters?{urlencode(asked | before)}"))):
        told = f"{one['id']}  {one['time']}  {one['queue']:<24} {one['target'] or '-':<20} {one['reason']}"
        say(f"{told}  {one['tries']} tries{'  ' + one['problem'] if one['problem'] else ''}")


def redrive(said: argparse.Namespace) -> None:
    """Sends letters on: those that are named, or all that are open; ends with 1 where one was not taken."""
    if said.letters and not said.all and not said.queue:
        refused = [letter for letter in said.letters if not _one(letter)]
        if refused:
            sys.exit(1)
    elif said.all and not said.letters:
        _many(said.queue)
    else:
        sys.exit("Name letters by their ids, or say --all (with --queue for those of one queue).")


def _one(letter: str) -> bool:
    try:
        sessions.current().door.post(f"/v1/deadletters/{letter}/redrive", {})
    except Refused as refused:
        say(f"{letter}  {refused}")
        return False
    say(f"{letter}  is sent on")
    return True


def _many(queue: str) -> None:
    before: str | None = ""
    count = 0
    while before is not None:
        body = {"queue": queue, "limit": PART, "before": before}
        done = sessions.current().door.post("/v1/deadletters/redrive", body)
        count, before = count + done["asked"], done["next"]
    say(f"{count} letters are sent on; `segue deadletters` says which of them come back")
