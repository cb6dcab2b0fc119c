"""What a schedule really contained: a checker that met nothing proves nothing."""

from collections import Counter

from tests.faults.cloud.nemesis import Fault
from tests.faults.endings import rows
from tests.faults.schedules.player import Player
from tests.faults.schedules.witness import Witness


def counted(player: Player, witness: Witness) -> Counter[str]:
    """Counts by name, over everything that was played."""
    tally = Counter(player.tally)
    tally.update(f"act: {one.act.verb}" for one in player.callers.all if one.done)
    tally.update(f"fault: {fault}" for _, _, fault in player.weather.struck)
    tally.update(f"message: {_end(row)}" for row in rows(player, "Messages"))
    tally["mails"] = len(player.region.mailbox.mails)
    tally["mails under way when the opt-out was answered"] = witness.under_way(player.callers)
    tally["callers who had to ask again"] = sum(one.tries > 1 for one in player.callers.all)
    tally["requests"] = player.region.gate.ordinal
    tally["stale reads on"] = Fault.STALE in player.weather.chances
    tally["invocations that failed"] = len(player.lambdas.errors)
    return tally


def _end(row: dict[str, object]) -> str:
    return " ".join([str(row["state_"]), *map(str, row["reasons"] if isinstance(row["reasons"], list) else [])])
