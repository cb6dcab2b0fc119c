"""Rows that are taken away, 25 to a request; scans that look for them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from segue.aws.clients import client, unavailable
from segue.aws.items import from_item, to_item
from segue.aws.puts import PUTS, write

Row = Mapping[str, Any]
KEYS = ("pk", "sk")


def take_away(table: str, rows: Sequence[Row]) -> None:
    """None of them is there when it returns. Raises Unavailable: some may be gone."""
    keys = list({tuple(row[one] for one in KEYS if one in row): row for row in rows}.values())
    asked = [{"DeleteRequest": {"Key": to_item({name: one[name] for name in KEYS if name in one})}} for one in keys]
    with unavailable("write-failed"):
        for start in range(0, len(asked), PUTS):
            write(table, asked[start : start + PUTS])


def every(table: str) -> Iterator[dict[str, Any]]:
    """All rows of a table, strongly consistent. Raises Unavailable."""
    asked: dict[str, Any] = {"TableName": table, "ConsistentRead": True}
    while True:
        with unavailable("read-failed"):
            answer = client("dynamodb").scan(**asked)
        yield from map(from_item, answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
