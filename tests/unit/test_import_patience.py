"""A table that grows refuses writes for a while: an import waits, since its message would come again much later."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from segue.errors import Unavailable
from segue.events import Event
from segue.imports.importing import OPENS, PAUSES, TRIES, Importing
from segue.imports.jobs import Job
from segue.imports.parts import File
from segue.intake.accepting import Outcome
from segue.times import MINUTE
from tests.builders import NOON
from tests.fake_doors import Behind
from tests.unit.test_imports import VISITS

JOB = Job("i_1", "amy", NOON, "old-shop", "csv", "s3://files/rows.csv", VISITS, version=1)


@dataclass
class Refusing:
    """A ledger that refuses so many times."""

    left: int

    def append(self, events: Sequence[Event]) -> list[Outcome]:
        self.left -= 1
        if self.left >= 0:
            raise Unavailable("write-failed", "throttled")
        return ["stored"] * len(events)

    def first(self, _events: Sequence[Event]) -> list[tuple[Event, Outcome]]:
        return []


@dataclass
class Shelf:
    """One job, and one file."""

    file: Path
    job: Job = JOB
    waited: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def find(self, _job: str) -> Job:
        return self.job

    def save(self, job: Job) -> Job:
        self.job = job
        return job

    def send(self, _job: Job, later: int = 0) -> None:
        self.sent.append(later)

    def listed(self, _location: str) -> list[File]:
        return [File("rows.csv", self.file.stat().st_size)]

    def fetched(self, _location: str, _file: File) -> Path:
        return self.file


def run(shelf: Shelf, refusals: int) -> None:
    accepting = replace(Behind().accepting(), ledger=Refusing(refusals))
    Importing(shelf, shelf, accepting, lambda: lambda _: (0, 0), lambda: NOON, shelf.waited.append).work("i_1", 0)


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    file = tmp_path / "rows.csv"
    file.write_text("when,mail,shop\n2026-01-02,kim@shop.test,Kiel\n")
    return Shelf(file)


@pytest.mark.parametrize("refusals", [0, 2, len(PAUSES)])
def test_an_import_waits_where_writes_are_refused_for_a_while(shelf, refusals):
    run(shelf, refusals)
    assert (shelf.job.state, shelf.job.progress.stored) == ("done", 1)
    assert shelf.waited == list(PAUSES[:refusals])


def test_what_is_refused_for_longer_comes_again(shelf):
    with pytest.raises(Unavailable):
        run(shelf, len(PAUSES) + 1)
    assert shelf.job == replace(JOB, state="running", alive=NOON + OPENS, tries=1)


def test_a_run_leaves_a_message_that_looks_whether_it_is_still_alive_and_then_no_other(shelf):
    run(shelf, 0)
    assert (shelf.sent, shelf.job.tries) == ([OPENS], 0)


def test_where_somebody_is_at_it_the_message_looks_again_when_that_may_have_changed(shelf):
    shelf.job = replace(JOB, state="running", alive=NOON + MINUTE)
    run(shelf, 0)
    assert (shelf.sent, shelf.job.state) == ([MINUTE], "running")
    shelf.job = replace(shelf.job, step=1)
    run(shelf, 0)
    assert shelf.sent == [MINUTE]


def test_a_run_that_came_no_further_five_times_in_a_row_is_looked_after_no_more(shelf):
    shelf.job = replace(JOB, state="running", alive=NOON, tries=TRIES)
    with pytest.raises(Unavailable):
        run(shelf, len(PAUSES) + 1)
    assert shelf.sent == []
    run(replace(shelf, job=replace(shelf.job, alive=NOON)), 0)
    assert shelf.sent == []
