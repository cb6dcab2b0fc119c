"""Tables on moto, and the statements that moto cannot read."""

import base64
import json
import re
from contextvars import ContextVar
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from segue.aws.clients import client

standing_in = ContextVar("standing_in", default=False)  # a request of the tests', not of the product


def table(name: str, keys: list[str]) -> None:
    """An empty table of these keys."""
    index = {
        "IndexName": "by_kind",
        "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "time", "KeyType": "RANGE"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    indexes = [index] if name == "requests" else []
    types = {**dict.fromkeys(keys, "S"), **({"kind": "S", "time": "N"} if indexes else {})}
    client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": kind} for key, kind in types.items()],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


def inserts(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
    """INSERT statements as the conditional puts that they are: moto cannot read them with parameters."""
    statements = json.loads(params["body"])["Statements"]
    return AWSResponse("", 200, {}, None), {"Responses": [_inserted(one) for one in statements]}


def _inserted(one: dict[str, Any]) -> dict[str, Any]:
    table, names = re.findall(r'INTO "([^"]+)"', one["Statement"])[0], re.findall(r"'(\w+)'", one["Statement"])
    item = {name: _bytes(value) for name, value in zip(names, one["Parameters"], strict=True)}
    standing = standing_in.set(True)
    try:
        client("dynamodb").put_item(TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)")
    except ClientError:
        return {"Error": {"Code": "DuplicateItem"}}
    finally:
        standing_in.reset(standing)
    return {}


def _bytes(value: dict[str, Any]) -> dict[str, Any]:
    return {"B": base64.b64decode(value["B"])} if "B" in value else value
