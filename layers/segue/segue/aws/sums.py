"""Sums in the People table: facets of quiet identities of one person, kept added up.

A view of a person with hundreds of identities reads some rows and a few sums. A row says which sum holds it (`c`);
whoever changes its facets first drops that sum, so a sum that is there is true. Undoing a merge stays exact: the
rows keep their own facets, and a sum of keys that part is no longer listed.

Row: pk the sum's id, sk `sum`, `n` who makes it, `b` packed facets once it is made.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from segue import facets
from segue.aws.clients import client
from segue.aws.identities import MOST_BYTES
from segue.aws.items import from_item, pack, to_item, unpack
from segue.aws.kinds import SUM
from segue.aws.people import People
from segue.aws.tables import batch_get, put_if, update_if
from segue.errors import Conflict
from segue.identity.persons import PersonSet
from segue.identity.writes import Writes
from segue.keys import PersonId, digest
from segue.profile.identities import Identity
from segue.tracing import report

TOGETHER = 50  # identities in one sum
BUSY = 50  # identities that stay on their own: those that were touched last


@dataclass(frozen=True)
class Sums:
    """Sums of identities."""

    people: People

    def read(self, person: PersonSet, strong: bool = True) -> dict[str, Any]:
        """{id: facets} of the person's sums that are true now; strongly consistent unless told."""
        keys = [to_item(_key(one)) for one in sorted(person.sums)]
        rows = [from_item(item) for item in batch_get(self.people.table, keys, strong)] if keys else []
        return {row["pk"]: msgspec.msgpack.decode(unpack(row["b"]), strict=False) for row in rows if "b" in row}

    def drop(self, sums: Iterable[str]) -> None:
        """They are untrue from now on."""
        for one in sorted(sums):
            client("dynamodb").delete_item(TableName=self.people.table, Key=to_item(_key(one)))

    def grow(self, person: PersonId) -> None:
        """Adds up the quietest identities that no sum holds. Whoever is disturbed leaves it to the next."""
        found = self.people.sets([person])[person]
        held = {key for one in self.read(found) for key in found.sums[one]}
        rows = self.people.rows.read(found.keys - held)
        quiet = sorted(rows.values(), key=_last_touched)[: max(0, len(rows) - BUSY)][:TOGETHER]
        if quiet and not found.loose:
            with suppress(Conflict):
                self._make(found, quiet)

    def _make(self, person: PersonSet, quiet: list[Identity]) -> None:
        one = f"sum_{digest(b'sum', '|'.join(sorted(row.key for row in quiet)))}"
        maker = digest(b"maker", f"{one}|{person.version}|{[row.version for row in quiet]}")
        made = pack(msgspec.msgpack.encode(facets.total(row.facets for row in quiet)))
        if len(made) > MOST_BYTES:
            return report("sum-too-large", sum=one, bytes=len(made))
        self.drop({one, *(row.sum for row in quiet)} - {""})
        put_if(self.people.table, _key(one) | {"n": maker}, "attribute_not_exists(pk)")
        if not self.people.rows.put_into(one, quiet):
            return self.drop([one])
        update_if(self.people.table, _key(one), "SET b = :b", "n = :n", b=made, n=maker)
        kept = {name: some for name, some in person.sums.items() if some.isdisjoint(row.key for row in quiet)}
        listed = kept | {one: frozenset(row.key for row in quiet)}
        return self.people.write(Writes((replace(person, sums=listed),)))


def _key(one: str) -> dict[str, str]:
    return {"pk": one, "sk": SUM}


def _last_touched(row: Identity) -> tuple[int, str]:
    return (row.watermark.number if row.watermark else 0), row.key
