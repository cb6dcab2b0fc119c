"""Counts in a row of a table, added to without reading it."""

from collections.abc import Mapping
from typing import Any

from segue.aws.items import to_item
from segue.times import SECOND, Millis, from_text


def adding(table: str, key: Mapping[str, str], counts: Mapping[str, int], kept: tuple[str, Millis]) -> dict[str, Any]:
    """The parameters of the update that adds each count to the attribute of its name, in a row that is
    `kept` so long after a day such as `2026-11-29`."""
    day, length = kept
    ends = (from_text(f"{day}T00:00:00Z") + length) // SECOND
    names = {f"#{place}": name for place, name in enumerate(counts)}
    values = {f":{place}": count for place, count in enumerate(counts.values())}
    added = ", ".join(f"#{place} :{place}" for place in range(len(counts)))
    return {
        "TableName": table,
        "Key": to_item(key),
        "UpdateExpression": f"ADD {added} SET #ttl = :ttl",
        "ExpressionAttributeNames": {**names, "#ttl": "ttl"},
        "ExpressionAttributeValues": to_item({**values, ":ttl": ends}),
    }
