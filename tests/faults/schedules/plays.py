"""Plays: one schedule by its seed, judged; and one made short for whoever has to understand it."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from unittest.mock import patch

from botocore.retries.quota import RetryQuota

from segue.aws.ledger import key_of
from segue.identifiers import Identifier
from tests.faults.cloud.shortcut import short_roads
from tests.faults.schedules.judge import Finish, finish_of, judged
from tests.faults.schedules.moods import CALM, Mood, mood_of
from tests.faults.schedules.player import Player
from tests.faults.schedules.stories import Act, story, without_undone
from tests.faults.schedules.tally import counted
from tests.faults.schedules.witness import Witness

SAME_STORY = 10  # schedules in a row that play the same story, since its quiet day is played once
ADDRESSES = [f"k{number}@shop.test" for number in range(3)]


@dataclass(frozen=True)
class Schedule:
    """A story and the mood that it is played in; `seed` makes every choice."""

    seed: int
    acts: tuple[Act, ...]
    mood: Mood


@dataclass(frozen=True)
class Verdict:
    """What was wrong after a schedule, what it contained, and how it went."""

    wrong: list[str]
    tally: Counter[str]
    trace: list[str]


def schedule_of(seed: int) -> Schedule:
    """The schedule of a seed."""
    return Schedule(seed, story(seed // SAME_STORY), mood_of(random.Random(f"mood {seed}")))


def played(schedule: Schedule) -> Verdict:
    """Plays it and judges the end by the story's quiet days."""
    player = Player(shards=schedule.mood.shards, mood=schedule.mood, seed=schedule.seed)
    with short_roads():
        (calm, before), (replayed, _) = quiet_day(schedule.acts), quiet_day(without_undone(schedule.acts))
        with player.open(), _retrying(player):
            witness = _watched(player)
            wrong = before + _wrong(player, witness, schedule.acts, (calm, replayed))
            trace = [*player.trace, *map(str, player.weather.struck)]
            return Verdict(wrong, counted(player, witness), trace)


def _wrong(player: Player, witness: Witness, acts: tuple[Act, ...], quiet: tuple[Finish, Finish]) -> list[str]:
    try:
        player.play(acts)
    except AssertionError as stuck:
        return [f"LOST: it never comes to rest: {stuck}"]
    return judged(player, witness, *quiet)


@lru_cache(maxsize=4)
def quiet_day(acts: tuple[Act, ...]) -> tuple[Finish, list[str]]:
    """How the story ends when nothing goes wrong and everything comes in its turn; and what is wrong even then."""
    player = Player(mood=CALM)
    with player.open():
        witness = _watched(player)
        player.play(acts)
        finish = finish_of(player)
        return finish, [f"on a quiet day {one}" for one in judged(player, witness, finish, finish)]


@contextmanager
def _retrying(player: Player) -> Iterator[None]:
    """The SDK's budget of retries: its own would depend on what was played before."""
    patience = player.mood.patience
    with patch.object(RetryQuota, "acquire", lambda *_: player.dice.random() < patience):
        yield


def _watched(player: Player) -> Witness:
    with player.aside():
        witness = Witness(player.region.gate, {one: key_of(Identifier("email", one)) for one in ADDRESSES})
    player.region.gate.watchers.append(witness)
    return witness


def shortened(schedule: Schedule) -> Schedule:
    """A smaller schedule that goes wrong in the same way: one act or one kind of trouble less at a time."""
    kinds = _kinds(schedule)
    smaller = next((one for one in _smaller(schedule) if kinds & _kinds(one)), None)
    return shortened(smaller) if smaller else schedule


def _kinds(schedule: Schedule) -> set[str]:
    try:
        return {one.partition(":")[0] for one in played(schedule).wrong}
    except AssertionError:  # without some act the story makes no sense even on a quiet day
        return set()


def _smaller(schedule: Schedule) -> Iterator[Schedule]:
    for act in schedule.acts:
        left = tuple(one for one in schedule.acts if one is not act and getattr(one, "keep", "") != act.name)
        yield replace(schedule, acts=left)
    for one in fields(Mood):
        if one.name not in ("restless", "shards") and getattr(schedule.mood, one.name) != getattr(CALM, one.name):
            yield replace(schedule, mood=replace(schedule.mood, **{one.name: getattr(CALM, one.name)}))
    for fault in schedule.mood.faults:
        left_over = {name: chance for name, chance in schedule.mood.faults.items() if name != fault}
        yield replace(schedule, mood=replace(schedule.mood, faults=left_over))
