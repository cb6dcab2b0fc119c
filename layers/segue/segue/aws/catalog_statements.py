"""What sources state of the catalog, in the Catalog table: one conditional update a statement, nothing is read.

Row: pk `product` or `content`, sk the item's id, and of each source `r_<source>`, the rank of its statement, which
begins with its moment, and `s_<source>`, its fields as packed JSON; those of a statement about a variant end in
`#<variant>`. A repeat and what ranks lower change nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of, unavailable
from segue.aws.items import pack, to_item, unpack
from segue.aws.parallel import side_by_side
from segue.aws.tables import TAKEN
from segue.catalog_items import Placed, Statement
from segue.times import from_text

RANK, SAID = "r_", "s_"
# DynamoDB has no code of its own for a row that would grow beyond 400 KB: ValidationException says it in words.
OUTGROWN = "exceeded the maximum allowed size"


@dataclass(frozen=True)
class CatalogStatements:
    """Statements in a table."""

    table: str

    def state(self, statements: Sequence[Statement]) -> list[Placed]:
        """Durable when it returns; `duplicate` where what stood there is as new, `full` where the row has no room for
        it beside what other sources say. Raises Unavailable."""
        with unavailable("write-failed"):
            return side_by_side(self._state, statements)

    def _state(self, one: Statement) -> Placed:
        try:
            client("dynamodb").update_item(
                TableName=self.table,
                Key=to_item({"pk": one.kind, "sk": one.id}),
                UpdateExpression="SET #rank = :rank, #said = :said",
                ConditionExpression="attribute_not_exists(#rank) OR #rank < :rank",
                ExpressionAttributeNames={"#rank": RANK + one.place, "#said": SAID + one.place},
                ExpressionAttributeValues=to_item({":rank": one.rank, ":said": pack(one.said)}),
            )
        except ClientError as problem:
            if OUTGROWN in str(problem):
                return "full"
            if code_of(problem) != TAKEN:
                raise
            return "duplicate"
        return "stored"


def statements_of(row: dict[str, Any]) -> list[Statement]:
    """The statements of a row, one a source."""
    return [_statement(row, name.removeprefix(RANK)) for name in row if name.startswith(RANK)]


def _statement(row: dict[str, Any], place: str) -> Statement:
    fields = msgspec.json.decode(unpack(row[SAID + place]))
    at = from_text(row[RANK + place].partition("#")[0])
    source, _, part = place.partition("#")
    return Statement(row["pk"], row["sk"], source, at, fields or {}, fields is None, part=part)
