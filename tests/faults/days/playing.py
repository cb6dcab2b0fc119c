"""Playing a day: the player of the schedules, whose callers know more doors."""

import random
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from unittest.mock import patch

from botocore.retries.quota import RetryQuota

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from segue.times import MINUTE
from tests.faults.cloud.failures import Crash
from tests.faults.cloud.lambdas import Event, Invoker
from tests.faults.cloud.shortcut import short_roads
from tests.faults.days.deeds import DEEDS, GONE, NOES, Deed, opens_shop
from tests.faults.days.judging import Verdict, judged
from tests.faults.days.stories import ADDRESSES, day, hangs_on_time
from tests.faults.schedules.callers import MOST_TRIES, WAIT, Caller, Callers
from tests.faults.schedules.judge import Finish, finish_of
from tests.faults.schedules.moods import CALM, Mood, mood_of
from tests.faults.schedules.player import Piece, Player
from tests.faults.schedules.stories import Act
from tests.faults.schedules.tally import counted
from tests.faults.schedules.witness import Witness

CONFLICT = 409
GIVEN_UP_AFTER = 5 * MINUTE  # of dead letters: the schedule that keeps them


class DayCallers(Callers):
    """Callers of every door. A report or a click about a mail that is not there is none; one that is, is a no."""

    def ask(self, caller: Caller) -> Callable[[Invoker], None]:
        """One try."""
        if not isinstance(caller.act, Deed):
            return super().ask(caller)
        deed = caller.act

        def asked(via: Invoker) -> None:
            gate = self.world.region.gate
            caller.tries += 1
            caller.ambush = ""
            caller.begun = gate.ordinal if caller.begun < 0 else caller.begun
            wanted = DEEDS[deed.verb](self.world, deed)
            if wanted is None:
                caller.act = replace(deed, verb=f"{deed.verb}, of nothing") if deed.what in ADDRESSES else deed
            if wanted is None or _taken(via, *wanted):
                caller.answered = gate.ordinal
                caller.act = replace(deed, verb="opts out") if wanted and deed.verb in NOES else caller.act
            caller.due = self.world.clock + WAIT * caller.tries
            assert caller.tries < MOST_TRIES, (caller, self.world.lambdas.errors[-1:])

        return asked


def _taken(via: Invoker, function: str, event: Event) -> bool:
    """Whether nobody would ask again: a good answer, or one that says what is wrong with the question."""
    try:
        answer = via.invoke(function, event)
    except (Crash, Exception):
        return False
    status = int(answer.get("statusCode", 200)) if isinstance(answer, dict) else 200
    return status < CONFLICT or CONFLICT < status < 500


@dataclass
class Day(Player):
    """A player who also makes the calls that nobody waits for, and keeps dead letters every five minutes."""

    swept: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.callers = DayCallers(self)
        opens_shop(self)

    def _pieces(self) -> Iterator[Piece]:
        if self.handed:
            yield "handed over", lambda _: self.hand_over(*self.handed.pop(0))
        if self.clock >= self.swept + GIVEN_UP_AFTER and self._buried():
            yield "keep_undelivered", self._sweep
        yield from super()._pieces()

    def next_moment(self) -> int | None:
        """The schedule's moment is one as long as there is something to keep."""
        moments = [super().next_moment(), self.swept + GIVEN_UP_AFTER if self._buried() else None]
        return min((one for one in moments if one is not None), default=None)

    def _buried(self) -> bool:
        queues = self.region.queues.by_name.items()
        return any(one.messages for name, one in queues if name.endswith("DeadLetters"))

    def _sweep(self, via: Invoker) -> None:
        self.swept = self.clock
        self.tally["dead letters kept by"] += 1
        _taken(via, "keep_undelivered", {})


@dataclass(frozen=True)
class Plan:
    """A day and the mood that it is played in; `seed` makes every choice."""

    seed: int
    acts: tuple[Act, ...]
    mood: Mood


def plan_of(seed: int) -> Plan:
    """The day of a seed."""
    return Plan(seed, day(seed), mood_of(random.Random(f"day's mood {seed}")))


def played(plan: Plan) -> tuple[Verdict, Counter[str]]:
    """Plays it and judges the end; what it contained."""
    player = Day(shards=plan.mood.shards, mood=plan.mood, seed=plan.seed)
    with short_roads():
        quiet = None if hangs_on_time(plan.acts) else quiet_day(plan.acts)
        with player.open(), _retrying(player):
            return _played(player, plan, quiet)


def _played(player: Day, plan: Plan, quiet: Finish | None) -> tuple[Verdict, Counter[str]]:
    witness = _watched(player)
    try:
        player.play(plan.acts)
    except AssertionError as stuck:
        return Verdict([f"LOST: it never comes to rest: {stuck}"]), Counter(player.tally)
    found = counted(player, witness)
    found["acts"] = sum(one.done for one in player.callers.all)
    found["events played"] = player.region.meter.records["fold_events"]
    found.update({f"function: {name}": many for name, many in player.region.meter.invocations.items()})
    try:
        return judged(player, witness, quiet), found
    except AssertionError as wrong:
        return Verdict([f"LOST or TWICE: {traceback.format_exc(limit=-1)} {wrong}"]), found


@lru_cache(maxsize=2)
def quiet_day(acts: tuple[Act, ...]) -> Finish:
    """How it ends when nothing goes wrong."""
    player = Day(mood=CALM)
    with player.open():
        _watched(player)
        player.play(acts)
        return finish_of(player)


def _watched(player: Player) -> Witness:
    known = [*ADDRESSES, "k2@shop.test", GONE]
    with player.aside():
        witness = Witness(player.region.gate, {one: key_of(Identifier("email", one)) for one in known})
    player.region.gate.watchers.append(witness)
    return witness


@contextmanager
def _retrying(player: Player) -> Iterator[None]:
    """The SDK's budget of retries: its own would depend on what was played before."""
    patience = player.mood.patience
    with patch.object(RetryQuota, "acquire", lambda *_: player.dice.random() < patience):
        yield
