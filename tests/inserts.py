"""INSERT statements on moto, which cannot read them with parameters."""

import base64
import json
import re
from contextvars import ContextVar
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from segue.aws.clients import client

standing_in = ContextVar("standing_in", default=False)  # a request of the tests', not of the product


def inserts(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
    """Answers them as the conditional puts that they are."""
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
