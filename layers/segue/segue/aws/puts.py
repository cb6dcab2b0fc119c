"""Putting many rows in place of whatever stands there, 25 to a request."""

from collections.abc import Mapping, Sequence
from typing import Any

from segue.aws.clients import client, unavailable
from segue.aws.items import to_item
from segue.aws.tables import MOST_ROUNDS
from segue.errors import Unavailable
from segue.lambdas import wait
from segue.times import Millis

PUTS = 25  # DynamoDB's limit for one request
REST: Millis = 100  # after what stays unprocessed, twice as long each time: the SDK does not wait for that


def put_all(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """All of them are there when it returns; rows have differing keys. Raises Unavailable: some may be there."""
    with unavailable("write-failed"):
        for start in range(0, len(rows), PUTS):
            write(table, [{"PutRequest": {"Item": to_item(one)}} for one in rows[start : start + PUTS]])


def write(table: str, asked: Sequence[Mapping[str, Any]]) -> None:
    """As many puts or deletes as one request takes. Raises Unavailable, ClientError."""
    left: dict[str, Any] = {table: [*asked]}
    for turn in range(MOST_ROUNDS):
        left = client("dynamodb").batch_write_item(RequestItems=left).get("UnprocessedItems")
        if not left:
            return
        wait(REST << turn)
    raise Unavailable("throttled", "writes stay unprocessed")
