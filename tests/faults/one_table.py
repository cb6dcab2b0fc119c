"""A region with a single table, for the tests of the cloud itself."""

from typing import Any

from botocore.exceptions import ClientError

from tests.faults.cloud.region import Region
from tests.faults.cloud.streams import Stream
from tests.faults.cloud.tables import Index, Table

Call = tuple[str, dict[str, Any]]
COUNT: dict[str, Any] = {"TableName": "T", "Key": {"pk": {"S": "p"}, "sk": {"S": "n"}}}
ADD: dict[str, Any] = {"UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}}
REFUSED = "ConditionalCheckFailedException"


def a_region() -> Region:
    """A region with one table `T`: two keys, a stream of two shards, an index."""
    region = Region()
    table = Table("T", region.clock, region.meter, stream=Stream("T", 2))
    table.indexes["by_kind"] = Index("by_kind", "kind", "time")
    region.tables.by_name["T"] = table
    return region


def outcome(dynamodb: Any, call: Call) -> Any:
    """What a call gives, without what depends on the server: sets in order, no metadata."""
    try:
        answer = getattr(dynamodb, call[0])(**call[1])
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    except (ValueError, TypeError, AttributeError):
        return REFUSED  # where moto fails inside, AWS refuses
    return normal({name: one for name, one in answer.items() if name in ("Item", "Items", "Attributes")})


def normal(value: Any) -> Any:
    """Sets in order."""
    if isinstance(value, dict):
        return {name: sorted(one) if name == "SS" else normal(one) for name, one in value.items()}
    return [normal(one) for one in value] if isinstance(value, list) else value
