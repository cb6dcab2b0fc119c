"""Jobs in the Requests table, and the queues that wake them."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import msgspec

from segue.aws.clients import client, unavailable
from segue.aws.queries import newest
from segue.aws.tables import get, save
from segue.errors import Conflict, NotFound
from segue.jobs import Job, Kind, key_of
from segue.times import LATEST, SECOND, Millis

Made = TypeVar("Made", bound=Job)


@dataclass(frozen=True)
class StoredJobs(Generic[Made]):
    """Jobs of a kind in a table; `queue` is the URL of the queue that the function which works on them reads."""

    table: str
    queue: str
    kind: Kind[Made]

    def find(self, job: str) -> Made:
        """A job by its id. Raises NotFound, Unavailable."""
        with unavailable("read-failed"):
            row = get(self.table, key_of(self.kind.name, job))
        if row is None:
            raise NotFound(f"unknown-{self.kind.name}", self.kind.none)
        return self.kind.made_of(row)

    def newest(self, limit: int, before: Millis = LATEST) -> list[Made]:
        """Up to `limit` jobs asked for before a moment, newest first. Raises Unavailable."""
        with unavailable("read-failed"):
            return newest((self.table, self.kind.name), self.kind.made_of, limit, before)

    def save(self, job: Made) -> Made:
        """The job as it stands now. Raises Conflict when somebody else has saved it, Unavailable."""
        with unavailable("write-failed"):
            save(self.table, self.kind.row_of(job))
        return replace(job, version=job.version + 1)

    def noted(self, job: Made) -> Made:
        """A new one, written down; the one of this id that there is where it was asked for before."""
        try:
            return self.save(job)
        except Conflict:
            return self.find(job.id)

    def send(self, job: Made, later: Millis = 0) -> None:
        """Wakes its step, so much later. Raises Unavailable."""
        body = msgspec.json.encode({self.kind.name: job.id, "step": job.step}).decode()
        with unavailable("write-failed"):
            client("sqs").send_message(QueueUrl=self.queue, MessageBody=body, DelaySeconds=-(-later // SECOND))
