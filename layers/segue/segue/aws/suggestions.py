"""Suggestions in the Requests table: one row per two people, for good. The index lists those that are open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from segue.aws.inserts import insert
from segue.aws.items import from_item, to_item
from segue.aws.queries import newest
from segue.aws.tables import Lost, batch_get, get, update_if
from segue.errors import NotFound
from segue.identity.suggestions import DECIDED, KIND, State, Suggestion, row_of, suggestion_of
from segue.times import LATEST, Millis


@dataclass(frozen=True)
class Suggestions:
    """Suggestions in a table."""

    table: str

    def keep(self, suggestions: Sequence[Suggestion]) -> int:
        """Durable when it returns; answers how many were new. Two people who were suggested before, open or
        decided, stay as they are. Raises Unavailable."""
        distinct = {one.id: one for one in suggestions}
        return sum(insert(self.table, [row_of(one) for one in distinct.values()]))

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of these ids that were suggested before, open or decided."""
        keys = [to_item(_key(one)) for one in sorted(set(ids))]
        return {from_item(item)["pk"].partition("#")[2] for item in batch_get(self.table, keys)}

    def one(self, suggestion: str) -> Suggestion:
        """A suggestion by its id. Raises NotFound."""
        row = get(self.table, _key(suggestion))
        if row is None:
            raise _nothing()
        return suggestion_of(row)

    def newest(self, limit: int, before: Millis = LATEST) -> list[Suggestion]:
        """Up to `limit` open ones that were made before a moment, newest first."""
        return newest((self.table, KIND), suggestion_of, limit, before)

    def decide(self, suggestion: str, state: State, now: Millis) -> None:
        """Marks it merged or dismissed and takes it off the list; again changes nothing. Raises NotFound."""
        update = "SET #state = :state, #kind = :decided, decided_at = if_not_exists(decided_at, :now)"
        said = {"state": state, "decided": DECIDED, "now": now}
        try:
            update_if(self.table, _key(suggestion), update, "attribute_exists(pk)", **said)
        except Lost as lost:
            raise _nothing() from lost


def _key(suggestion: str) -> dict[str, str]:
    return {"pk": f"{KIND}#{suggestion}", "sk": KIND}


def _nothing() -> NotFound:
    return NotFound("unknown-suggestion", "nobody is suggested under this id")
