"""`make run`: the product on this machine, a played shop day, the start page; Ctrl-C stops what it started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from segue_tools.api import Api, Refused
from segue_tools.demo.asking import asking, words
from segue_tools.demo.nights import measure
from segue_tools.places import ABOUT_PORT, port
from segue_tools.progress import say
from segue_tools.stacks import Stack, running
from segue_tools.staff import local_token
from segue_tools.up import already, up
from segue_tools.welcome import describe, open_tour

PATIENCE = 30  # seconds for the demo to clean up after itself


def main() -> None:
    """`python -m segue_tools.run [--port PORT] [what the demo takes]`."""
    parser = asking("make run", __doc__, "[PORT=4566] ")
    parser.add_argument("--port", type=port, help=ABOUT_PORT)
    asked = parser.parse_args()
    for one in (signal.SIGINT, signal.SIGTERM):  # also where a script started us with SIGINT ignored
        signal.signal(one, signal.default_int_handler)
    found = running(asked.port)
    if found:
        already(found)
    stack = found or _up(asked.port)
    say(f"The tour is there: {stack.outputs['tour']} (a day is played meanwhile)")
    try:
        ended = _play(stack, words(asked))
        describe(stack.outputs)
        say("The played day does not add up: see above." if ended else "The played day adds up.")
        open_tour(stack.outputs)
        _wait(stack)
    except KeyboardInterrupt:
        say()
    finally:
        if not found:
            stack.stop()
            say("Stopped.")


def _up(wanted: int | None) -> Stack:
    """A stack that is ours to stop; Ctrl-C before it is complete has stopped it already."""
    try:
        return up(wanted)
    except KeyboardInterrupt:
        sys.exit("\nStopped.")


def _play(stack: Stack, demo: list[str]) -> int:
    """The demo's exit code; when it is interrupted it has time to put the playbook back."""
    where = os.environ | {"SEGUE_OUTPUTS": str(stack.ports.home / "outputs.json")}
    played = subprocess.Popen([sys.executable, "-m", "segue_tools.demo", *demo], env=where)
    try:
        return played.wait()
    except KeyboardInterrupt:
        played.wait(PATIENCE)
        raise


def _measure(outputs: Mapping[str, Any]) -> None:
    """Has the measures worked out once, as they are every night: until then their pages have nothing to show."""
    try:
        run = measure(Api(outputs["api"], local_token(outputs, "admin")))
    except (Refused, BotoCoreError, ClientError) as problem:
        say(f"The measures are not worked out ({problem}). A page of measures asks for its own when it is opened.")
    else:
        lacking = f"; not worked out: {', '.join(run['failed'])}" if run["failed"] else ""
        say(f"The measures of the day are there: {outputs['console']}/measures{lacking}")


def _wait(stack: Stack) -> None:
    say("Running. Ctrl-C ends it.")
    _measure(stack.outputs)
    while stack.runs:
        time.sleep(1)
    say("A part of the stack has ended by itself.")


if __name__ == "__main__":
    main()
