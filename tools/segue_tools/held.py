"""`segue quarantine`: what could not be understood, looked at, understood again, or set aside."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from segue_tools import sessions
from segue_tools.api import Refused
from segue_tools.commands import command
from segue_tools.progress import say

PART = 200  # records a page of the list
LISTED = "as `segue quarantine list` shows it"
TRIED = 50  # records a request of a replay: a line of progress each


def commands(parsers: Any) -> None:
    """Adds the commands."""
    inner = command(parsers, "quarantine", "what could not be understood").add_subparsers(required=True)
    found = command(inner, "list", "what waits, newest first", list_quarantine)
    found.add_argument(
        "--state", choices=("open", "replayed", "set-aside", "all"), default="open", help="open where not said"
    )
    command(inner, "show", "one record, whole", show).add_argument("record", metavar="ID", help=LISTED)
    again = command(inner, "replay", "understand records again", replay)
    again.add_argument("records", nargs="*", metavar="ID", help=LISTED)
    again.add_argument("--all", action="store_true", help="every open record, or those of --source and --reason")
    aside = command(inner, "set-aside", "wait no longer for records that nobody will ever understand", set_aside)
    aside.add_argument("records", nargs="+", metavar="ID", help=LISTED)
    aside.add_argument("--because", required=True, metavar="TEXT", help="why, kept for good: no personal data")
    for one in (found, again):
        one.add_argument("--source", default="", help="only of this source")
        one.add_argument("--reason", default="", help="only of this reason, such as unknown-topic")


def list_quarantine(said: argparse.Namespace) -> None:
    """Shows what could not be understood."""
    state = "" if said.state == "all" else said.state
    asked = {"source": said.source, "reason": said.reason, "state": state, "limit": PART}
    ask = sessions.current().door.get
    for one in some(pages(lambda before: ask(f"/v1/quarantine?{urlencode(asked | before)}"))):
        say(f"{one['id']}  {one['time']}  {one['source']:<12} {one['reason']:<24} {one['detail']}")


def show(said: argparse.Namespace) -> None:
    """Shows one record with its body."""
    one = sessions.current().door.get(f"/v1/quarantine/{said.record}")
    for name in ("id", "time", "source", "parser", "reason", "detail", "state", "replayed", "size", "whole"):
        say(f"{name:<9} {one[name] if one[name] is not None else '-'}")
    for name, value in sorted(one["headers"].items()):
        say(f"{name}: {value}")
    if one["set_aside"]:
        say("set aside {at} by {by}: {why}".format(**one["set_aside"]))
    say(f"\n{one['body']}")


def replay(said: argparse.Namespace) -> None:
    """Tries held records again: those that are named, or all of a source and a reason."""
    if said.records and not said.all:
        outcome = sum((_one(record) for record in said.records), Counter[str]())
    elif said.all and not said.records:
        outcome = _many({"source": said.source, "reason": said.reason})
    else:
        sys.exit("Name records by their ids, or say --all (with --source and --reason for some of them).")
    if outcome["still"]:
        sys.exit(1)


def set_aside(said: argparse.Namespace) -> None:
    """Waits no longer for records, for a reason; ends with 1 where one of them was not set aside."""
    refused = [record for record in said.records if not _aside(record, said.because)]
    if refused:
        sys.exit(1)


def _aside(record: str, why: str) -> bool:
    try:
        sessions.current().door.post(f"/v1/quarantine/{record}/set-aside", {"reason": why})
    except Refused as refused:
        say(f"{record}  {refused}")
        return False
    say(f"{record}  set aside")
    return True


def pages(ask: Callable[[dict[str, str]], Any]) -> Iterator[Any]:
    """The items of every page; `ask` takes {"before": cursor} where there is one."""
    before: dict[str, str] = {}
    while True:
        page = ask(before)
        yield from page["items"]
        if not page["next"]:
            return
        before = {"before": page["next"]}


def some(found: Iterator[Any]) -> Iterator[Any]:
    """What is listed; where that is nothing a line beside the list says so, which no pipe takes for one of it."""
    nothing = True
    for one in found:
        nothing = False
        yield one
    if nothing:
        print("There is nothing like that.", file=sys.stderr)


def _one(record: str) -> Counter[str]:
    try:
        done = sessions.current().door.post(f"/v1/quarantine/{record}/replay", {})
    except Refused as refused:
        say(f"{record}  {refused}")
        return Counter(still=1)
    say(f"{record}  {done['stored']} stored, {done['duplicate']} known before, {done['quarantined']} held back again")
    return Counter(replayed=1)


def _many(wanted: dict[str, str]) -> Counter[str]:
    """Goes on until there is no `next`; a line after every part."""
    outcome, reasons = Counter[str](), Counter[str]()
    before: str | None = ""
    while before is not None:
        done = sessions.current().door.post("/v1/quarantine/replay", {**wanted, "limit": TRIED, "before": before})
        reasons.update(done["still"])
        outcome.update({"replayed": done["replayed"], "stored": done["stored"], "still": sum(done["still"].values())})
        _progress(outcome, last=done["next"] is None)
        before = done["next"]
    for reason, count in reasons.most_common():
        say(f"  {count:>6}  {reason}")
    return outcome


def _progress(outcome: Counter[str], last: bool) -> None:
    """One line that is written over at a terminal, a line a part elsewhere."""
    text = f"{outcome['replayed']} understood ({outcome['stored']} events stored), {outcome['still']} still not"
    print(f"\r{text}" if sys.stdout.isatty() else text, end="\n" if last or not sys.stdout.isatty() else "", flush=True)
