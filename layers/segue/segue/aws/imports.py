"""Imports in the Requests table, and the queue that wakes them."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import Lost, get, newest, put_if
from segue.errors import NotFound
from segue.imports.jobs import KIND, Job, job_of, row_of
from segue.times import LATEST, SECOND, Millis


@dataclass(frozen=True)
class Imports:
    """Jobs in a table; `queue` is the URL of the queue that `import_history` reads."""

    table: str
    queue: str

    def find(self, job: str) -> Job:
        """A job by its id. Raises NotFound, Unavailable."""
        with unavailable("read-failed"):
            row = get(self.table, {"pk": f"{KIND}#{job}", "sk": KIND})
        if row is None:
            raise NotFound("unknown-import", "there is no import of this id")
        return job_of(row)

    def newest(self, limit: int, before: Millis = LATEST) -> list[Job]:
        """Up to `limit` jobs asked for before a moment, newest first. Raises Unavailable."""
        with unavailable("read-failed"):
            return newest((self.table, KIND), job_of, limit, before)

    def save(self, job: Job) -> Job:
        """The job as it stands now. Raises Conflict when somebody else has saved it, Unavailable.

        What stands in the way may be what was saved here, where the answer to that was lost.
        """
        row = row_of(job)
        with unavailable("write-failed"):
            try:
                self._put(row, job.version)
            except Lost as lost:
                _ours(lost, row)
        return replace(job, version=job.version + 1)

    def _put(self, row: dict[str, Any], version: int) -> None:
        if version:
            put_if(self.table, row, "v = :v", v=version)
        else:
            put_if(self.table, row, "attribute_not_exists(pk)")

    def send(self, job: Job, later: Millis = 0) -> None:
        """Wakes the job's step, so much later. Raises Unavailable."""
        body = msgspec.json.encode({"import": job.id, "step": job.step}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body, DelaySeconds=-(-later // SECOND))


def _ours(lost: Lost, row: dict[str, Any]) -> None:
    if to_item(lost.row) != to_item(row):
        raise lost
