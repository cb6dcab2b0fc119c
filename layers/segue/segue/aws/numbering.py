"""Pseudonyms, as they are given: the random number under which the archive knows an identity. It stands in the row of
the identity (`w`) and nowhere else, so whoever deletes that row unlinks all that the archive has of it.

The fold writes it with a new row. A row without one gets it here, once; so does an identity that the fold has not come
to yet, as a row that says nothing else (`v` 1, like one that only points at a person).
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from segue.aws.clients import client
from segue.aws.identities import fresh
from segue.aws.items import from_item, to_item
from segue.aws.parallel import side_by_side
from segue.aws.tables import batch_get
from segue.keys import IdentityKey

SECONDS = 900.0  # an identity that was deleted and came again is another one after that
MOST = 100_000  # that are remembered: 20 MB
ASKED = "pk, w, erased"


@dataclass
class Numbering:
    """Those in a table of identities; remembers what it knows for a while."""

    table: str
    seconds: float = SECONDS
    most: int = MOST
    _known: dict[IdentityKey, tuple[float, int]] = field(default_factory=dict)

    def __call__(self, keys: Iterable[IdentityKey], coming: Collection[IdentityKey] = ()) -> dict[IdentityKey, int]:
        """Those of these keys that there are; for those that are `coming` there is one in any case. Raises Unavailable,
        ClientError."""
        moment, wanted = time.monotonic(), list(dict.fromkeys(keys))
        known = {one: said for one in wanted if (said := self._known.get(one)) and moment - said[0] < self.seconds}
        found = self._read([one for one in wanted if one not in known], coming)
        known |= {one: (moment, number) for one, number in found.items()}
        self._remember(known)
        return {one: number for one, (_, number) in known.items()}

    def _read(self, keys: Sequence[IdentityKey], coming: Collection[IdentityKey]) -> dict[IdentityKey, int]:
        asked = [to_item({"pk": key}) for key in keys]
        found = {row["pk"]: row for row in map(from_item, batch_get(self.table, asked, strong=False, only=ASKED))}
        rows = {key: row.get("w") for key, row in found.items()}
        erased = {key for key, row in found.items() if "erased" in row}  # a late event is nobody's; the fold numbers
        lacking = [
            one for one in keys if rows.get(one) is None and one not in erased and (one in rows or one in coming)
        ]
        made = dict(zip(lacking, side_by_side(self._make, lacking), strict=True))
        return {one: number for one, number in rows.items() if number is not None} | made

    def _make(self, key: IdentityKey) -> int:
        """The one that stands from now on, whoever wrote it first."""
        answer = client("dynamodb").update_item(
            TableName=self.table,
            Key=to_item({"pk": key}),
            UpdateExpression="SET w = if_not_exists(w, :w), v = if_not_exists(v, :v)",
            ExpressionAttributeValues=to_item({":w": fresh(), ":v": 1}),
            ReturnValues="UPDATED_NEW",
        )
        return from_item(answer["Attributes"])["w"]

    def _remember(self, known: dict[IdentityKey, tuple[float, int]]) -> None:
        self._known |= known
        for one in list(islice(self._known, max(0, len(self._known) - self.most))):
            del self._known[one]
