"""A part of a partition of the Ledger, filtered where it lies: rows that are not wanted are neither sent nor decoded.

The first request looks at as many rows as are wanted, since most filters let most through; each further one at eight
times as many, up to the megabyte that DynamoDB looks through for one request.
"""

from collections.abc import Sequence
from typing import Any

from segue.aws.clients import client
from segue.aws.items import from_item, to_item
from segue.events import EVENT, WEB
from segue.keys import IdentityKey
from segue.ledger import Look

MOST_REQUESTS = 5
FASTER = 8


def looked(table: str, key: IdentityKey, wanted: Look) -> tuple[list[dict[str, Any]], str]:
    """The rows, newest first, and the sort key that was reached, "" at the end."""
    asked, found, limit = _asked(table, key, wanted), [], wanted.limit
    for _ in range(MOST_REQUESTS):
        answer = client("dynamodb").query(**asked, Limit=limit)
        found += map(from_item, answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return found, ""
        asked["ExclusiveStartKey"], limit = answer["LastEvaluatedKey"], limit * FASTER
        if len(found) >= wanted.limit:
            break
    return found, asked["ExclusiveStartKey"]["sk"]["S"]


def _asked(table: str, key: IdentityKey, wanted: Look) -> dict[str, Any]:
    values = {":pk": key, ":before": wanted.before}
    filters = [_among("k", EVENT, wanted.kinds, values), _among("c", WEB, wanted.channels, values)]
    filters += [_without(wanted.without, values)]
    text = " AND ".join(filter(None, filters))
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk AND sk < :before",
        "ExpressionAttributeValues": to_item(values),
        "ScanIndexForward": False,
        "ConsistentRead": True,
        **({"FilterExpression": text} if text else {}),
    }


def _among(name: str, most: str, wanted: Sequence[str], values: dict[str, Any]) -> str:
    """A condition on an attribute that is left out where it is that of most; its values are put to the others."""
    if not wanted:
        return ""
    values |= (named := {f":{name}{place}": one for place, one in enumerate(wanted)})
    among = f"{name} IN ({', '.join(named)})"
    return f"({among} OR attribute_not_exists({name}))" if most in wanted else among


def _without(kinds: Sequence[str], values: dict[str, Any]) -> str:
    """A condition that leaves out these kinds; its values are put to the others."""
    values |= (named := {f":w{place}": one for place, one in enumerate(kinds)})
    return f"(attribute_not_exists(k) OR NOT k IN ({', '.join(named)}))" if named else ""
