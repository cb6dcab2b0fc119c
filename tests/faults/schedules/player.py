"""The player: a world in which a story is told, and who decides at each step what goes on, what comes again, what is
held up, and in which order the requests of invocations that run at once arrive."""

import contextlib
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from segue.times import HOUR, SECOND
from tests.faults.cloud import stack
from tests.faults.cloud.clock import START
from tests.faults.cloud.lambdas import Event, Invoker
from tests.faults.cloud.nemesis import Fault, Weather, nothing
from tests.faults.cloud.readers import PASSED, QueueReader, ShardReader
from tests.faults.cloud.turns import Interleaved
from tests.faults.cloud.wire import Request
from tests.faults.cloud.world import World
from tests.faults.schedules.callers import Caller, Callers
from tests.faults.schedules.moods import CALM, Mood, prey_of
from tests.faults.schedules.stories import Act
from tests.faults.schedules.troubles import choices, fire_early, hold_up, rewind

TROUBLE, END = 5 * HOUR, 8 * HOUR  # when trouble is over, and when the curtain falls
CONFIGURATION = ("secrets-manager", "ssm")  # read before a caller's clock is compared: no time passes
DOORS = ("collect", "people")
Work = Callable[[Invoker], object]
Piece = tuple[str, Work]


@dataclass
class Noting:
    """An invoker that remembers what it was given, so that it can come again."""

    via: Invoker
    seen: list[tuple[str, Event]]

    def invoke(self, function: str, event: Event, records: int = 1) -> Any:
        """The function's answer. What came through a door is remembered once it was answered: the same bytes later and
        for the first time are what a slow clock sends, and its times mean something else."""
        if function not in DOORS:
            self.seen.append((function, event))
        answer = self.via.invoke(function, event, records)
        if function in DOORS and answer["statusCode"] < 300:
            self.seen.append((function, event))
        return answer


@dataclass
class Player(World):
    """Plays under a mood; the same seed plays the same."""

    mood: Mood = CALM
    seed: int = 0
    trace: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[str, Event]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.dice = random.Random(f"player {self.seed}")
        self.callers = Callers(self)
        self.weather = Weather(self.seed, self.mood.faults, self.mood.most_faults)
        for one in self.mapped() if self.mood.batch else []:
            one.source = replace(one.source, batch=min(one.source.batch, self.mood.batch))

    def play(self, acts: tuple[Act, ...]) -> None:
        """From the beginning to the end, with trouble until `TROUBLE`; the world is open."""
        self.region.gate.plan = self._plan
        self.region.scheduler.late = self.mood.late
        self.callers.come(acts)
        for caller in self.callers.all:
            caller.ambush = prey_of(caller.act.verb, self.mood, self.dice)
        with contextlib.redirect_stdout(io.StringIO()):
            self.reach(TROUBLE)
            self.mood, self.region.gate.plan, self.region.scheduler.late = CALM, nothing, 0
            self.reach(END)

    def step(self) -> bool:
        """One piece of work, or several at once."""
        self._disturb()
        pieces = [*self._pieces(), *self._again()]
        if not pieces:
            return False
        chosen = self._trapped(pieces) or self._chosen(pieces)
        self.trace.append(f"{self._moment()} {' || '.join(name for name, _ in chosen)}")
        if len(chosen) == 1:
            chosen[0][1](Noting(self.lambdas, self.seen))
        else:
            self._together(chosen)
        return True

    def next_moment(self) -> int | None:
        """Callers have their moments too."""
        moments = (super().next_moment(), self.callers.next_moment())
        return min((one for one in moments if one is not None), default=None)

    def mapped(self) -> list[ShardReader | QueueReader]:
        """The readers of all shards and queues."""
        return [one for one in self.readers if isinstance(one, ShardReader | QueueReader)]

    def _plan(self, request: Request) -> Fault | None:
        if self.mood.drift and request.service not in CONFIGURATION:
            self.region.clock.advance(self.dice.randrange(self.mood.drift))
        fault = self.weather(request)
        if fault is None and request.operation == "SendEmail" and self.dice.random() < self.mood.at_sending:
            fault = self.dice.choice((Fault.LOST, Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.THROTTLE))
            self.weather.struck.append((request.function, request.name, fault))
        return fault

    def _pieces(self) -> Iterator[Piece]:
        """All that could go on now, in the order of a quiet day."""
        if self.region.bus.waiting:
            yield "bus", lambda _: self.region.bus.deliver()
        moment = self.region.scheduler.next_moment()
        if moment is not None and moment <= self.clock:
            yield "scheduler", lambda _: self.region.scheduler.fire()
        for one in self.mapped():
            if one.ready(self.clock):
                yield one.source.function, one.work
        yield from (self._act(one) for one in self.callers.due(self.clock) if one.latest <= self.clock)

    def _again(self) -> Iterator[Piece]:
        """A batch that was handed over before, whatever became of it."""
        if self.seen and self.dice.random() < self.mood.again:
            function, event = self.dice.choice(self.seen[-8:])
            self.tally["batches again"] += 1

            def repeated(via: Invoker) -> None:
                with contextlib.suppress(*PASSED):
                    via.invoke(function, event)

            yield f"{function} again", repeated

    def _act(self, caller: Caller) -> Piece:
        return f"{caller.act.name} {caller.act.verb}", self.callers.ask(caller)

    def _trapped(self, pieces: list[Piece]) -> list[Piece]:
        """Somebody who lay in wait, and whom they waited for."""
        for caller in self.callers.due(self.clock):
            prey = [piece for piece in pieces if piece[0] == caller.ambush]
            if prey:
                self.tally["ambushes"] += 1
                return [self._act(caller), self.dice.choice(prey)]
        return []

    def _chosen(self, pieces: list[Piece]) -> list[Piece]:
        if self.mood is CALM:
            return pieces[:1]
        many = 1 + (self.dice.random() < self.mood.together) + (self.dice.random() < self.mood.together / 3)
        name = self.dice.choice(pieces)[0]
        alike = [piece for piece in pieces if piece[0] == name]
        if many > 1 and len(alike) > 1 and self.dice.random() < 0.7:
            return alike[:many]
        return self.dice.sample(pieces, min(many, len(pieces)))

    def _together(self, chosen: list[Piece]) -> None:
        names = [name for name, _ in chosen]
        self.tally["interleavings"] += 1
        self.tally[" || ".join(sorted(map(_kind, names)))] += 1
        interleaved = Interleaved(self.lambdas, list(choices(self.dice, len(chosen), self.mood.restless)))
        problems = interleaved.run(*(self._noted(job) for _, job in chosen))
        assert not any(problems), problems

    def _noted(self, job: Work) -> Work:
        return lambda via: job(Noting(via, self.seen))

    def _disturb(self) -> None:
        """Before each step: what is held up, comes early, or is read again."""
        if self.mood is CALM:
            return
        for queue in self.region.queues.by_name.values():
            shuffled = self.dice.sample(list(queue.messages.items()), len(queue.messages))
            queue.messages = dict(shuffled)
        hold_up(self)
        fire_early(self)
        rewind(self)

    def _moment(self) -> str:
        seconds, millis = divmod(self.clock - START, SECOND)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{millis:03}"


def _kind(name: str) -> str:
    """A piece by the function that it wakes, the two decisions told apart."""
    if name in ("bus", "scheduler") or name in stack.functions():
        return name
    verb = name.partition(" ")[2]
    return {"merges": "merge", "takes back": "undo", "again": name, "opts out": "opt-out"}.get(verb, "collect")
