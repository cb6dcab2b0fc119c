"""`make demo`: plays a shop's day against the running stack and fails when the sums do not add up."""

import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from segue_tools.bar import Bar
from segue_tools.demo.asking import asking
from segue_tools.demo.clock import Clock
from segue_tools.demo.desk import Desk
from segue_tools.demo.pace import SETTLES, playbook_at
from segue_tools.demo.plan import Plan, plan
from segue_tools.demo.playing import Player
from segue_tools.demo.report import faults, table
from segue_tools.demo.requests import doors
from segue_tools.demo.settling import settle
from segue_tools.progress import say
from segue_tools.stacks import needed

MOST_FAULTS = 20  # shown


def main() -> None:
    """`python -m segue_tools.demo [--speed 240] [--customers 40] [--visits 400] [--seed 7]`, or SPEED,
    CUSTOMERS, VISITS and SEED."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    asked = asking("make demo", __doc__).parse_args()
    outputs = _outputs()
    day = plan(asked.seed, asked.customers, f"d{int(time.time()):x}", asked.visits)
    speed = day.pace(asked.speed)
    who = f"{asked.customers} customers and {asked.visits} visitors"
    say(f"\nA day at Tarn & Light: {who}, seed {asked.seed}, {speed:.0f} times as fast.")
    if speed < asked.speed:
        say(f"  ({asked.speed:.0f} times is more than a small machine keeps up with.)")
    with suppress(KeyboardInterrupt):
        sys.exit(_play(day, speed, outputs))
    say("\nStopped; the playbook is as it was before.")
    sys.exit(130)


def _play(day: Plan, speed: float, outputs: Mapping[str, Any]) -> int:
    desk, bar = Desk(outputs), Bar()
    with playbook_at(speed, desk.api()) as window:
        opening = time.time() + SETTLES
        player = Player(day, Clock(opening, speed), doors(outputs), desk, bar)
        with player.readers():
            player.play()
            played = settle(player, opening, window)
    say(table(played, bar.terminal))
    wrong = faults(played)
    if not wrong:
        say(f"\n  Everything adds up. The mails: {outputs['mail']}  The people: {outputs['console']}\n")
        return 0
    for one in wrong[:MOST_FAULTS]:
        say(f"  ✗ {one}")
    say(f"\n  {len(wrong)} of these do not add up. What you sent yourself while the day was played is counted, too.\n")
    return 1


def _outputs() -> dict[str, Any]:
    given = os.environ.get("SEGUE_OUTPUTS")
    return json.loads(Path(given).read_text()) if given else needed().outputs


if __name__ == "__main__":
    main()
