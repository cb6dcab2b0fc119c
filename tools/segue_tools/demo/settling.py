"""After closing time: the last waits run out, the last mails are read, and everybody is looked up."""

import time
from concurrent.futures import ThreadPoolExecutor

from segue.times import from_text
from segue_tools.demo.findings import Found, differences, found
from segue_tools.demo.measured import Measures, Seen, settled
from segue_tools.demo.plan import Part
from segue_tools.demo.playing import Player
from segue_tools.demo.report import Day
from segue_tools.demo.shoppers import domain
from segue_tools.demo.truth import truth

PATIENCE = 120.0  # seconds beyond the longest wait until what is still missing counts as missing
QUIET = 4.0  # seconds in which a mail too many would still come
PAUSE = 2.0
AT_A_TIME = 2


def settle(player: Player, opening: float, window: float) -> Day:
    """Looks everybody up until nothing differs or patience ends, and once more after a quiet while."""
    parts = player.plan.parts
    seen: dict[str, Found] = {}
    end = time.time() + window + PATIENCE
    open_parts = list(parts)
    while open_parts and time.time() < end:
        player.bar.show(1 - len(open_parts) / len(parts), f"waiting and looking up {len(parts)} customers")
        seen |= _look(player, open_parts)
        open_parts = [part for part in open_parts if differences(part, seen[part.who.email])]
        time.sleep(PAUSE if open_parts else QUIET)
    player.bar.show(1, "looking everybody up once more")
    seen |= _look(player, [part for part in parts if part.expected.mails or part.expected.orders])
    measured = _measured(player, opening)
    player.bar.finish()
    mails, held = len(player.desk.mails(domain(player.plan.run))), _held(player, opening)
    return Day(player.plan, player.tally, seen, mails, held, measured)


def _measured(player: Player, opening: float) -> Seen | None:
    """What the measures say of the crowd; None where there was none."""
    if not player.plan.visitors:
        return None
    player.bar.show(1, "asking what the measures say of the crowd")
    true = truth(player.plan.visitors, player.plan.cases)
    return settled(Measures(player.desk.api(), player.plan.run, opening), true)


def _look(player: Player, parts: list[Part]) -> dict[str, Found]:
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return dict(
            zip([one.who.email for one in parts], pool.map(lambda one: found(one, player.desk), parts), strict=True)
        )


def _held(player: Player, opening: float) -> int:
    """How many records came into quarantine since the shop opened."""
    held = player.desk.all_of("/v1/quarantine?limit=50")
    return sum(from_text(one["time"]) >= opening * 1000 for one in held)
