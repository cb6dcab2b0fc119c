"""What a player does between and within steps to make them go another way than on a quiet day."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from segue.times import SECOND
from tests.faults.cloud.readers import QueueReader, ShardReader
from tests.faults.cloud.region import Region
from tests.faults.schedules.moods import Mood

LONGEST = 400  # choices of one interleaving; what goes on beyond them goes on in turn


class Played(Protocol):
    """The player, as far as troubles go."""

    dice: random.Random
    mood: Mood
    tally: Counter[str]
    region: Region

    @property
    def clock(self) -> int: ...

    def mapped(self) -> list[ShardReader | QueueReader]: ...


def choices(dice: random.Random, runs: int, restless: float) -> Iterator[int]:
    """Which run goes on, request for request: in one of three cases the last some way, then the first to its end."""
    if dice.random() < 0.35:
        before = dice.randrange(14)
        yield from [runs - 1] * before + [0] * (LONGEST - before)
        return
    who = dice.randrange(runs)
    for _ in range(LONGEST):
        who = dice.randrange(runs) if dice.random() < restless else who
        yield who


def hold_up(player: Played) -> None:
    """A shard rests for a while, or a message becomes visible later."""
    dice = player.dice
    if dice.random() >= player.mood.lag:
        return
    until = player.clock + dice.randrange(1, 90) * SECOND
    one = dice.choice(player.mapped())
    player.tally["held up"] += 1
    if isinstance(one, ShardReader):
        one.rests_until = until
    elif one.queue.messages:
        dice.choice(list(one.queue.messages.values())).visible = until


def fire_early(player: Played) -> None:
    """A timer comes now as well as at its moment."""
    armed = player.region.scheduler.armed
    if armed and player.dice.random() < player.mood.early:
        timer = player.dice.choice(list(armed.values()))
        player.tally["timers early"] += 1
        player.region.queues.named(timer.target).send(timer.body)


def rewind(player: Played) -> None:
    """A shard is read again from somewhere, as after a redrive."""
    if player.dice.random() < player.mood.rewind:
        one = player.dice.choice([one for one in player.mapped() if isinstance(one, ShardReader)])
        one.rewind(player.dice.randint(0, one.position))
        player.tally["shards read again"] += 1
