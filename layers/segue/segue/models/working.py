"""Working on a run: one stage after the other, each as often as it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from segue.jobs import Jobs
from segue.models.runs import Run
from segue.times import MINUTE, Millis
from segue.touring import Touring

LEASE: Millis = 16 * MINUTE  # longer than the function may run; its queue brings a message back later than that

Stages = Mapping[str, Callable[[Run], Run]]


@dataclass(frozen=True)
class Working:
    """The collaborators of `forecast`. A stage takes a run past a page of everybody, or through all of the stage."""

    runs: Jobs[Run]
    stages: Stages
    clock: Callable[[], Millis]

    def work(self, run: str, step: int) -> None:
        """One message of the queue. Raises Unavailable: it comes again."""
        self._touring.work(run, step, self._run)

    @property
    def _touring(self) -> Touring[Run]:
        return Touring(self.runs, self.clock, LEASE)

    def _run(self, known: Run) -> None:
        run = self._touring.run(known, self.stages[known.stage])
        if run.through and (further := run.onward):
            self.runs.send(self.runs.save(further))
        elif run.through:
            self._touring.end(run)
