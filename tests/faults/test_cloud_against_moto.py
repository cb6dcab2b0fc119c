"""The cloud's DynamoDB against moto, where moto is right: six hundred random operations, one by one."""

import random
from typing import Any

import boto3
import pytest
from moto import mock_aws

from segue.aws.clients import client
from tests.faults.cloud.hooked import inside
from tests.faults.one_table import Call, a_region, outcome


def a_value(dice: random.Random, depth: int = 0) -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [
        {"S": dice.choice(["", "a", "ab", "é"])},
        {"N": str(dice.randint(-3, 3))},
    ]
    if depth < 2:
        kinds += [{"SS": dice.sample(["x", "y", "z"], 2)}, {"BOOL": dice.random() < 0.5}]
        kinds.append({"M": {name: a_value(dice, depth + 1) for name in dice.sample("uvw", 2)}})
        kinds.append({"L": [a_value(dice, depth + 1)]})
    return dice.choice(kinds)


CONDITIONS = (
    "attribute_not_exists(pk)",
    "attribute_exists(#a)",
    "#a = :v",
    "#a <> :v AND attribute_exists(#a)",
    "#a < :v OR #a >= :v",
    "#a IN (:v, :w)",
    "contains(#a, :v)",
    "size(#a) > :two",
    "#a.u = :v",
    "attribute_type(#a, :type)",
)
UPDATES = (
    "SET #a = :v",
    "SET #a = if_not_exists(#a, :v), #b = :w",
    "SET #n = if_not_exists(#n, :zero) + :two",
    "SET #m.u = :v",
    "SET #l = list_append(if_not_exists(#l, :empty), :many)",
    "SET #a = #b REMOVE #n",
    "REMOVE #a, #b",
    "ADD #n :two",
    "ADD #s :set",
    "DELETE #s :set",
    "SET #b = :v ADD #n :two REMOVE #a",
)


def placeholders(*texts: str, dice: random.Random) -> dict[str, Any]:
    values = {
        ":v": a_value(dice, 2),
        ":w": a_value(dice, 2),
        ":two": {"N": "2"},
        ":zero": {"N": "0"},
        ":set": {"SS": ["x", "q"]},
        ":empty": {"L": []},
        ":many": {"L": [{"S": "one"}]},
        ":type": {"S": "S"},
    }
    whole = " ".join(texts)
    used = {name: one for name, one in values.items() if name in whole}
    names = {f"#{name}": name for name in "abnmls" if f"#{name}" in whole}
    return {
        **({"ExpressionAttributeValues": used} if used else {}),
        **({"ExpressionAttributeNames": names} if names else {}),
    }


def a_call(dice: random.Random) -> Call:
    key = {"pk": {"S": dice.choice("pq")}, "sk": {"S": dice.choice("12")}}
    condition = dice.choice(CONDITIONS)
    match dice.randrange(5):
        case 0:
            body = {name: a_value(dice) for name in dice.sample("abl", 2)} | {"n": {"N": "1"}, "m": {"M": {}}}
            return "put_item", {"TableName": "T", "Item": key | body}
        case 1:
            change = dice.choice(UPDATES)
            return "update_item", {
                "TableName": "T",
                "Key": key,
                "UpdateExpression": change,
                "ReturnValues": "ALL_NEW",
                **placeholders(change, dice=dice),
            }
        case 2:
            return "put_item", {
                "TableName": "T",
                "Item": key | {"a": a_value(dice)},
                "ConditionExpression": condition,
                **placeholders(condition, dice=dice),
            }
        case 3:
            return "get_item", {"TableName": "T", "Key": key, "ConsistentRead": True}
    return "query", {
        "TableName": "T",
        "KeyConditionExpression": "pk = :p AND begins_with(sk, :s)",
        "ExpressionAttributeValues": {":p": {"S": "p"}, ":s": {"S": dice.choice("12")}},
    }


def in_moto(calls: list[Call]) -> list[Any]:
    with mock_aws():
        dynamodb = boto3.client("dynamodb", region_name="us-east-1")
        dynamodb.create_table(
            TableName="T",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in ("pk", "sk")],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        return [outcome(dynamodb, call) for call in calls]


def test_six_hundred_random_operations_end_as_in_moto(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    dice = random.Random(7)
    calls = [a_call(dice) for _ in range(600)]
    region = a_region()
    with inside(region.gate, region.clock, {}):
        ours = [outcome(client("dynamodb"), call) for call in calls]
    theirs = in_moto(calls)
    differing = [(call, mine, other) for call, mine, other in zip(calls, ours, theirs, strict=True) if mine != other]
    assert not differing, differing[:3]
