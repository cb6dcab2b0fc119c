"""Whom a name leads to, in the Requests table: pk `name#<digest of the words>`, sk an identity of who is or was called
so. The words stand there under a keyed hash; whoever finds somebody looks whether they are still called so."""

from collections.abc import Iterable
from dataclasses import dataclass

from segue.aws.items import to_attribute
from segue.aws.queries import query
from segue.aws.tables import execute_all
from segue.keys import IdentityKey, digest

THERE = ("DuplicateItem",)


@dataclass(frozen=True)
class PeopleNames:
    """Names by a secret, in a table."""

    table: str
    secret: bytes

    def keep(self, found: Iterable[tuple[str, IdentityKey]]) -> None:
        """Whoever has these identities is found under these words from now on. Raises Unavailable."""
        rows = [[to_attribute(self._key(words)), to_attribute(key)] for words, key in found]
        statement = f"INSERT INTO \"{self.table}\" VALUE {{'pk': ?, 'sk': ?}}"
        execute_all([{"Statement": statement, "Parameters": row} for row in rows], allowed=THERE)

    def find(self, words: str, most: int) -> list[IdentityKey]:
        """The identities under these words."""
        return [row["sk"] for row in query(self.table, "pk = :pk", most, newest_first=False, pk=self._key(words))]

    def _key(self, words: str) -> str:
        return f"name#{digest(self.secret, words)}"
