"""Back-fills in the Requests table, and which of them counts."""

from dataclasses import dataclass

from segue.aws.clients import unavailable
from segue.aws.jobs import StoredJobs
from segue.aws.marks import Marks
from segue.segments.fills import Fill


@dataclass(frozen=True)
class StoredFills(StoredJobs[Fill]):
    """Back-fills in a table, and which of them counts."""

    marks: Marks

    def current(self) -> Fill | None:
        """The one that everybody is looked at for now. Raises Unavailable."""
        with unavailable("read-failed"):
            row = self.marks.row()
        return self.find(row["job"]) if row.get("segments") else None

    def leads(self, fill: Fill, /) -> bool:
        """Whether no later one has taken over."""
        return self.marks.row().get("job", fill.id) == fill.id

    def release(self, fill: Fill, /) -> None:
        """From now on changes of its segments are no longer due to it."""
        self.marks.clear(fill.id)
