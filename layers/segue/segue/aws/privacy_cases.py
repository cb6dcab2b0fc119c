"""Cases in the Requests table."""

from dataclasses import dataclass, replace

from segue.aws.clients import unavailable
from segue.aws.queries import newest
from segue.aws.tables import get, save
from segue.errors import Conflict, NotFound
from segue.privacy_cases.cases import Case
from segue.privacy_cases.rows import ENDED, KIND, case_of, key_of, row_of
from segue.times import LATEST, Millis

MOST_OPEN = 5_000


@dataclass(frozen=True)
class Cases:
    """Cases in a table. All of it raises Unavailable."""

    table: str

    def find(self, case: str) -> Case:
        """A case by its id. Raises NotFound."""
        with unavailable("read-failed"):
            row = get(self.table, key_of(case))
        if row is None:
            raise NotFound("unknown-case", "there is no case of this id")
        return case_of(row)

    def open(self) -> list[Case]:
        """Those that are to be answered, that which is due first in front."""
        with unavailable("read-failed"):
            found = newest((self.table, KIND), case_of, MOST_OPEN, LATEST)
        return sorted(found, key=lambda one: (one.due, one.id))

    def ended(self, limit: int, before: Millis = LATEST) -> list[Case]:
        """Up to `limit` that were answered or refused and written down before a moment, newest first."""
        with unavailable("read-failed"):
            return newest((self.table, ENDED), case_of, limit, before)

    def save(self, case: Case) -> Case:
        """The case as it stands now. Raises Conflict when somebody else has saved it."""
        with unavailable("write-failed"):
            save(self.table, row_of(case))
        return replace(case, version=case.version + 1)

    def noted(self, case: Case) -> Case:
        """A new one, written down; the one of this id that there is where it was asked for before."""
        try:
            return self.save(case)
        except Conflict:
            return self.find(case.id)
