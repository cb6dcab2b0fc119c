"""Interleavings: handlers run in threads of which one moves at a time, from one AWS request to the next.

A schedule is a list of choices: which of the waiting runs goes on. `following` leads through all of them, depth first;
`few_switches` through those with at most two, where most races hide.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from unittest.mock import patch

from tests.faults.cloud.failures import Crash
from tests.faults.cloud.gate import Gate, Invocation
from tests.faults.cloud.lambdas import Event, Lambdas
from tests.faults.cloud.pools import Alone
from tests.faults.cloud.wire import Request

Job = Callable[["Interleaved"], object]
QUIET = ("eventbridge.", "secrets-manager.", "ssm.", "scheduler.")  # nothing that another run reads hangs on these
PLAYBOOK, REQUESTS = "PlaybookTable", "RequestsTable"
PATIENCE = 30.0  # seconds of real time in which a run must reach its next request


def matters(request: Request) -> bool:
    """Whether the order of this request and another run's can make a difference."""
    table = request.params.get("TableName")
    if request.name.startswith(QUIET) or table == PLAYBOOK:  # threads read the playbook one by one, behind a lock
        return False
    return request.function == "handover" or table != REQUESTS


@dataclass
class Run:
    """One thread: parked before a request, or done."""

    job: Job
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    done: bool = False
    problem: BaseException | None = None


@dataclass
class Interleaved:
    """Runs jobs one request at a time, in the order that `schedule` says (0 where it ends)."""

    lambdas: Lambdas
    schedule: list[int]
    choices: list[int] = field(default_factory=list)  # how many runs were waiting at each choice
    parked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    local: threading.local = field(default_factory=threading.local)

    def run(self, *jobs: Job) -> list[BaseException | None]:
        """Runs all to their end; gives what each raised."""
        with patch("concurrent.futures.ThreadPoolExecutor", Alone):
            return self._interleaved([Run(job) for job in jobs])

    def _interleaved(self, runs: list[Run]) -> list[BaseException | None]:
        for one in runs:
            threading.Thread(target=self._begin, args=(one,), daemon=True).start()
        while waiting := [one for one in runs if not one.done]:
            place = self._choice(len(waiting))
            waiting[place].go.release()
            if not self.parked.acquire(timeout=PATIENCE):
                raise AssertionError("a run does not come to its next request")
        return [one.problem for one in runs]

    def invoke(self, function: str, event: Event, records: int = 1) -> Any:
        """As `Lambdas.invoke`, stopping before every request that matters."""
        gate: Gate = self.lambdas.region.gate
        with gate.running(Invocation(function, turn=self._park), shared=True):
            return self.lambdas.run(function, event, records)

    def _choice(self, waiting: int) -> int:
        at = len(self.choices)
        self.choices.append(waiting)
        return min(self.schedule[at], waiting - 1) if at < len(self.schedule) else 0

    def _begin(self, one: Run) -> None:
        self.local.run = one
        one.go.acquire()
        try:
            one.job(self)
        except (Crash, Exception) as problem:
            one.problem = problem
        one.done = True
        self.parked.release()

    def _park(self, request: Request) -> None:
        if matters(request):
            self.parked.release()
            self.local.run.go.acquire()


def few_switches(longest: int) -> Iterator[list[int]]:
    """Schedules of two runs with at most two switches: one goes so many requests, then the other all the way; or, in
    turns, one request or four, before the first goes on."""
    for first, before in product((0, 1), range(1, longest + 1)):
        for between in (1 if before % 2 else 4, longest):
            yield [first] * before + [1 - first] * between + [first] * longest * 2


def settled(schedule: list[int], choices: list[int]) -> list[int]:
    """The part of a schedule that decided: where one run alone is left, what follows says nothing."""
    return schedule[: choices.index(1) if 1 in choices else len(choices)]


def following(schedule: list[int], choices: list[int]) -> list[int] | None:
    """The next schedule, depth first, after a run in which so many waited at each choice; None after the last."""
    taken = schedule + [0] * (len(choices) - len(schedule))
    while taken and taken[-1] + 1 >= choices[len(taken) - 1]:
        taken.pop()
    if not taken:
        return None
    taken[-1] += 1
    return taken
