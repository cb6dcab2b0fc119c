"""What goes the checked road is refused as the SDK refuses it, whatever was asked before."""

from typing import Any

import pytest
from botocore.exceptions import ParamValidationError

from segue.aws.clients import client
from tests.faults.cloud.shortcut import checked_roads
from tests.faults.cloud.world import World

KEY = {"pk": {"S": "a"}, "sk": {"S": "b"}}
QUERY = {"KeyConditionExpression": "pk = :a", "ExpressionAttributeValues": {":a": {"S": "a"}}}


@pytest.fixture
def asked():
    """Asks DynamoDB."""
    world = World()
    with checked_roads(), world.open():

        def ask(operation: str, **said: Any) -> Any:
            return getattr(client("dynamodb"), operation)(TableName="LedgerTable", **said)

        yield ask


@pytest.mark.parametrize(
    ("operation", "sound", "wrong"),
    [
        ("get_item", {"Key": KEY}, {"Key": KEY | {"sk": {"S": 7}}}),
        ("get_item", {"Key": KEY}, {"Key": KEY | {"sk": {"S": None}}}),
        ("get_item", {"Key": KEY}, {"Key": KEY | {"sk": "b"}}),
        ("get_item", {"Key": KEY}, {"Key": KEY, "Konsistent": True}),
        ("get_item", {"Key": KEY, "ConsistentRead": True}, {"Key": KEY, "ConsistentRead": 1}),
        ("query", QUERY | {"Limit": 1}, QUERY | {"Limit": 0}),
        ("put_item", {"Item": KEY | {"n": {"N": "1"}}}, {"Item": KEY | {"n": {"N": 1}}}),
        ("put_item", {"Item": KEY | {"n": {"L": [{"S": "a"}]}}}, {"Item": KEY | {"n": {"L": [{"S": "a"}, {"S": 1}]}}}),
    ],
)
def test_what_is_like_something_sound_is_still_looked_at(asked, operation, sound, wrong):
    asked(operation, **sound)
    for _ in range(2):
        with pytest.raises(ParamValidationError):
            asked(operation, **wrong)
    asked(operation, **sound)


@pytest.mark.parametrize(
    ("service", "operation", "wrong"),
    [
        ("sqs", "send_message", {"QueueUrl": "q", "MessageBody": 7}),
        ("events", "put_events", {"Entries": []}),
        ("s3", "put_object", {"Bucket": "b", "Body": b""}),
    ],
)
def test_queues_the_bus_and_buckets_are_looked_at_too(service, operation, wrong):
    with checked_roads(), World().open(), pytest.raises(ParamValidationError):
        getattr(client(service), operation)(**wrong)
