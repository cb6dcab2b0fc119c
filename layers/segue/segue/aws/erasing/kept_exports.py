"""Exports of somebody that are kept: who is erased takes them along, also one that is still being made."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from segue.aws.archive import Archive
from segue.aws.clients import unavailable
from segue.aws.erasing.rows import Row
from segue.aws.exporting.kept_exports import own_key
from segue.aws.jobs import StoredJobs
from segue.aws.queries import partition
from segue.erasing.stores import Told
from segue.erasing.whole import Whole
from segue.errors import Conflict, NotFound, Unavailable
from segue.exporting.runs import Export
from segue.times import to_text


@dataclass(frozen=True)
class Exports:
    """Files in their bucket. The rows by which they are found stay until they end: they lead to an id alone."""

    files: Archive
    table: str
    jobs: StoredJobs[Export]
    name: str = "exports"

    def find(self, whole: Whole) -> list[Row]:
        """Also one of which there is no file yet. Raises Unavailable."""
        found = {one: [file.key for file in self.files.listed(f"{one}/")] for one in self._ids(whole)}
        going = [one for one in found if (run := self._run(one)) and run.keys]
        return [{"id": one, "key": key} for one in found for key in found[one] or [""] if key or one in going]

    def erase(self, rows: Sequence[Row]) -> None:
        """Raises Unavailable."""
        for one in sorted({row["id"] for row in rows}):
            self._forget(one)
        self.files.delete([row["key"] for row in rows if row["key"]])

    def held(self, whole: Whole) -> Iterator[Told]:
        """That there are such; they hold what this one holds. Raises Unavailable."""
        for one in self._ids(whole):
            run = self._run(one)
            if run:
                said = {"id": run.id, "asked": to_text(run.created), "state": run.state, "reason": run.reason}
                yield Told("request", run.created, said)

    def _ids(self, whole: Whole) -> list[str]:
        with unavailable("read-failed"):
            rows = [row for one in whole.persons for row in partition(self.table, own_key(one), strong=True)]
        return sorted({row["sk"] for row in rows})

    def _run(self, one: str) -> Export | None:
        with suppress(NotFound):
            return self.jobs.find(one)
        return None

    def _forget(self, one: str) -> None:
        """It goes no further, and says no more of whom it is about."""
        run = self._run(one)
        if run is None:
            return
        state = run.state if run.ended else "superseded"
        try:
            self.jobs.save(replace(run.forgotten(), size=0, state=state))
        except Conflict as moving:
            raise Unavailable("contended", "it is being made at this moment") from moving
