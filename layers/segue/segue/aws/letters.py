"""Dead letters in the Requests table: a row each, listed by kind and time."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from segue.aws.clients import unavailable
from segue.aws.inserts import insert
from segue.aws.items import to_item
from segue.aws.queries import INDEX, count, newest
from segue.aws.tables import Lost, get, update_if
from segue.errors import NotFound
from segue.letters import ASKED, KIND, OPEN, REDRIVEN, Letter, key_of, letter_of, row_of
from segue.times import LATEST, Millis

LONGEST = 64  # characters of an id: far more than ours have
STANDING = "attribute_exists(pk) AND #state <> :redriven"


@dataclass(frozen=True)
class StoredLetters:
    """Letters in a table."""

    table: str

    def keep(self, letters: Sequence[Letter]) -> None:
        """Durable when it returns; a letter that is there already stays as it is. Raises Unavailable."""
        insert(self.table, [row_of(one) for one in letters])

    def one(self, letter: str) -> Letter:
        """A letter with its body. Raises NotFound."""
        row = get(self.table, key_of(letter)) if len(letter) <= LONGEST else None
        if row is None:
            raise NotFound("unknown-letter", "no dead letter has this id")
        return letter_of(row)

    def newest(self, limit: int, before: Millis = LATEST, **wanted: str) -> list[Letter]:
        """Up to `limit` letters found before a moment, newest first, of one queue or state where given."""
        return newest((self.table, KIND), letter_of, limit, before, **wanted)

    def waiting(self) -> int:
        """How many letters nobody has sent on. Raises Unavailable."""
        asked = {
            "TableName": self.table,
            "IndexName": INDEX,
            "KeyConditionExpression": "kind = :kind",
            "FilterExpression": "#state = :open",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": to_item({":kind": KIND, ":open": OPEN}),
        }
        with unavailable("read-failed"):
            return count(asked)

    def asked(self, letter: str, by: str, now: Millis) -> None:
        """Somebody wants it sent on."""
        change = "SET #state = :state, asked_by = :by, asked_at = :at, problem = :none"
        self._change(letter, change, state=ASKED, by=by, at=now, none="")

    def stuck(self, letter: str, problem: str) -> None:
        """It cannot be sent on, and says why."""
        self._change(letter, "SET #state = :state, problem = :problem", state=OPEN, problem=problem)

    def redriven(self, letter: str, now: Millis) -> None:
        """It was sent on: what it said is dropped."""
        self._change(letter, "SET #state = :redriven, redriven_at = :at, problem = :none REMOVE body", at=now, none="")

    def _change(self, letter: str, change: str, **values: Any) -> None:
        """Changes a letter, unless it has been sent on meanwhile. Raises Unavailable."""
        with unavailable("write-failed"), suppress(Lost):
            update_if(self.table, key_of(letter), change, STANDING, redriven=REDRIVEN, **values)
