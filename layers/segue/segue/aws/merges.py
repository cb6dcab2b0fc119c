"""Merges in the Requests table: one row per merge, with who took it back, when and why."""

from dataclasses import dataclass, replace

from segue.aws.audit import Audit
from segue.aws.inserts import insert
from segue.aws.queries import newest
from segue.aws.tables import get, update_if
from segue.errors import NotFound
from segue.identity.merging import KIND, Decision, Merge, entry_of, merge_by, merge_of, row_of
from segue.times import LATEST, Millis


@dataclass(frozen=True)
class MergeRecords:
    """Records in a table."""

    table: str

    def note(self, decision: Decision) -> None:
        """On record and in the audit trail when it returns; noting it again changes nothing. Raises Unavailable."""
        own = [] if decision.kind == "dismiss" else [row_of(merge_by(decision))]
        Audit(self.table).write([entry_of(decision)], own)
        if decision.kind == "undo":
            self._undone(decision)

    def keep(self, merge: Merge) -> None:
        """What is known of a merge before it is taken back: the rules' own are on record only then."""
        insert(self.table, [row_of(replace(merge, state="merged", undone_by="", undone_at=None, undone_why=""))])

    def one(self, merge: str) -> Merge:
        """A merge by its id. Raises NotFound("unknown-merge")."""
        row = get(self.table, _key(merge))
        if row is None:
            raise NotFound("unknown-merge", "there is no merge of this id")
        return merge_of(row)

    def newest(self, limit: int, before: Millis = LATEST, state: str = "") -> list[Merge]:
        """Up to `limit` merges made before a moment, newest first, in this state where one is given."""
        return newest((self.table, KIND), merge_of, limit, before, state=state)

    def _undone(self, undo: Decision) -> None:
        update = (
            "SET #state = :undone, undone_by = if_not_exists(undone_by, :by),"
            " undone_at = if_not_exists(undone_at, :at), undone_why = if_not_exists(undone_why, :why)"
        )
        said = {"undone": "undone", "by": undo.actor, "at": undo.time, "why": undo.reason}
        update_if(self.table, _key(undo.merge), update, "attribute_exists(pk)", **said)


def _key(merge: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{merge}", "sk": KIND}
