"""Queries, paged: of one partition, and of the index of the Requests table."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.times import Millis

INDEX = "by_kind"
Record = TypeVar("Record")


def query(table: str, condition: str, most: int, newest_first: bool, **values: Any) -> list[dict[str, Any]]:
    """Up to `most` items of one partition, strongly consistent, paging as needed."""
    asked: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": condition,
        "ExpressionAttributeValues": to_item({f":{name}": value for name, value in values.items()}),
        "ScanIndexForward": not newest_first,
        "ConsistentRead": True,
    }
    found: list[dict[str, Any]] = []
    while len(found) < most:
        answer = client("dynamodb").query(**asked, Limit=min(most - len(found), 1000))
        found += map(from_item, answer["Items"])
        if "LastEvaluatedKey" not in answer:
            break
        asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
    return found


def pages(asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a query is answered, page by page; the next one is asked for when it is wanted."""
    place: Mapping[str, Any] = {}
    while True:
        answer = client("dynamodb").query(**{**asked, **place})
        yield answer
        if "LastEvaluatedKey" not in answer:
            return
        place = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def partition(table: str, key: str, strong: bool) -> list[dict[str, Any]]:
    """All items of a partition, strongly consistent or as they were a moment ago."""
    asked = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": to_item({":pk": key}),
        "ConsistentRead": strong,
    }
    return [from_item(item) for page in pages(asked) for item in page["Items"]]


def first(most: int, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Up to `most` items of a query, of as many pages as it takes."""
    return list(islice((from_item(item) for page in pages(asked) for item in page["Items"]), most))


def count(asked: Mapping[str, Any]) -> int:
    """How many items a query finds."""
    return sum(page["Count"] for page in pages({**asked, "Select": "COUNT"}))


def newest(
    asked: tuple[str, str], make: Callable[[dict[str, Any]], Record], limit: int, before: Millis, **wanted: str
) -> list[Record]:
    """Up to `limit` records of (table, kind) before a moment, newest first, with these attributes where not empty.

    The Requests table's: quarantine, suggestions, merges.
    """
    question = _question(*asked, before, {name: value for name, value in wanted.items() if value})
    return [make(row) for row in first(limit, question)]


def _question(table: str, kind: str, before: Millis, wanted: Mapping[str, str]) -> dict[str, Any]:
    values = {":kind": kind, ":before": before, **{f":{name}": value for name, value in wanted.items()}}
    names = {"#kind": "kind", "#time": "time", **{f"#{name}": name for name in wanted}}
    filters = {"FilterExpression": " AND ".join(f"#{name} = :{name}" for name in wanted)} if wanted else {}
    return {
        "TableName": table,
        "IndexName": INDEX,
        "KeyConditionExpression": "#kind = :kind AND #time < :before",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item(values),
        "ScanIndexForward": False,
        **filters,
    }
