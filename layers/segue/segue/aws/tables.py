"""Calls that every table needs: batches of strong reads, batches of conditional writes, conditional single writes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.aws.items import Item, from_item, to_item
from segue.errors import Conflict, Unavailable

READS, STATEMENTS = 100, 25  # DynamoDB's limits for one request
MOST_ROUNDS = 5
CANCELED = "TransactionCanceledException"
TAKEN = "ConditionalCheckFailedException"
RESERVED = re.compile(r"#(\w+)")


def batch_get(table: str, keys: Sequence[Item], strong: bool = True, only: str = "") -> Iterator[Item]:
    """The items that exist, strongly consistent unless told, `only` some attributes of theirs. Raises Unavailable when
    reads stay unprocessed."""
    for _, item in batch_get_all([(table, key) for key in keys], strong, only):
        yield item


def batch_get_all(keys: Sequence[tuple[str, Item]], strong: bool = True, only: str = "") -> Iterator[tuple[str, Item]]:
    """The same of several tables at once: pairs of a table and a key, and of a table and an item."""
    for start in range(0, len(keys), READS):
        yield from _read(_by_table(keys[start : start + READS], strong, only))


def _by_table(keys: Iterable[tuple[str, Item]], strong: bool, only: str) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    wanted = {"ConsistentRead": strong, **({"ProjectionExpression": only} if only else {})}
    for table, key in keys:
        asked.setdefault(table, {"Keys": [], **wanted})["Keys"].append(key)
    return asked


def _read(asked: dict[str, Any]) -> Iterator[tuple[str, Item]]:
    left = asked
    for _ in range(MOST_ROUNDS):
        answer = client("dynamodb").batch_get_item(RequestItems=left)
        yield from ((table, item) for table, items in answer["Responses"].items() for item in items)
        left = answer.get("UnprocessedKeys")
        if not left:
            return
    raise Unavailable("throttled", "reads stay unprocessed")


def execute_all(statements: Sequence[Mapping[str, Any]], allowed: Sequence[str]) -> list[str]:
    """Runs conditional PartiQL writes, 25 a request; answers an error code or "" for each.

    Codes in `allowed` are answers, not failures. Raises Unavailable for any other.
    """
    codes: list[str] = []
    for start in range(0, len(statements), STATEMENTS):
        chunk = list(statements[start : start + STATEMENTS])
        answers = client("dynamodb").batch_execute_statement(Statements=chunk)["Responses"]
        codes += [answer.get("Error", {}).get("Code", "") for answer in answers]
    failed = sorted({code for code in codes if code and code not in allowed})
    if failed:
        raise Unavailable("write-failed", ", ".join(failed))
    return codes


def get(table: str, key: Mapping[str, Any]) -> dict[str, Any] | None:
    """One item, strongly consistent, or None."""
    answer = client("dynamodb").get_item(TableName=table, Key=to_item(key), ConsistentRead=True)
    return from_item(answer["Item"]) if "Item" in answer else None


def put_if(table: str, row: Mapping[str, Any], condition: str, **values: Any) -> None:
    """A conditional put. Raises Lost with the row in the way when the condition does not hold."""
    given = {"ExpressionAttributeValues": to_item({f":{name}": value for name, value in values.items()})}
    try:
        client("dynamodb").put_item(
            TableName=table,
            Item=to_item(row),
            ConditionExpression=condition,
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
            **(given if values else {}),
        )
    except ClientError as problem:
        _raise_conflict(problem)


def save(table: str, row: Mapping[str, Any]) -> None:
    """Puts the next version of a row, `v`, in the place of the one that was read. Raises Lost when it is another one.

    What stands in the way may be what was put here, where the answer to that was lost.
    """
    before = {"v": row["v"] - 1} if row["v"] > 1 else {}
    try:
        put_if(table, row, "v = :v" if before else "attribute_not_exists(pk)", **before)
    except Lost as lost:
        if to_item(lost.row) != to_item(row):
            raise


def delete(table: str, key: Mapping[str, Any]) -> None:
    """Removes a row, whatever it holds."""
    client("dynamodb").delete_item(TableName=table, Key=to_item(key))


def delete_if(table: str, key: Mapping[str, Any], version: int) -> None:
    """Removes a row while it is of this version. Raises Lost where it is another one, or gone."""
    values = to_item({":v": version})
    asked = {"TableName": table, "Key": to_item(key), "ExpressionAttributeValues": values}
    try:
        client("dynamodb").delete_item(ConditionExpression="v = :v", **asked)
    except ClientError as problem:
        _raise_conflict(problem)


def update_if(table: str, key: Mapping[str, Any], update: str, condition: str, **values: Any) -> None:
    """A conditional update; `#name` is an attribute whose name is a word of DynamoDB's own.

    Raises Lost with the row in the way when the condition does not hold.
    """
    _update(table, key, _change(update, condition, values))


def updated(table: str, key: Mapping[str, Any], update: str, condition: str = "", **values: Any) -> dict[str, Any]:
    """The same; answers the whole row as it then is."""
    answer = _update(table, key, _change(update, condition, values) | {"ReturnValues": "ALL_NEW"})
    return from_item(answer["Attributes"])


def _change(update: str, condition: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {f"#{name}": name for name in RESERVED.findall(f"{update} {condition}")}
    held = {"ConditionExpression": condition, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"} if condition else {}
    return {
        "UpdateExpression": update,
        "ExpressionAttributeValues": to_item({f":{name}": value for name, value in values.items()}),
        **held,
        **({"ExpressionAttributeNames": names} if names else {}),
    }


def _update(table: str, key: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return client("dynamodb").update_item(TableName=table, Key=to_item(key), **change)
    except ClientError as problem:
        _raise_conflict(problem)


class Lost(Conflict):
    """A condition did not hold; `row` is the row that stood in the way, {} where there is none."""

    def __init__(self, row: dict[str, Any]) -> None:
        super().__init__("conflict", "the row has changed since it was read")
        self.row = row


def _raise_conflict(problem: ClientError) -> NoReturn:
    """Translates a failed condition; raises anything else as it is."""
    if code_of(problem) != TAKEN:
        raise problem
    raise Lost(from_item(problem.response.get("Item", {}))) from problem


def never(*_: Any) -> dict[str, int]:
    """The attribute that ends a row, where nothing is said of it: rows stay."""
    return {}
