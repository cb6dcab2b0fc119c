"""Dead letters in a world: left in queues, found by the schedule, asked for."""

import json
from typing import Any

from segue.times import HOUR, MINUTE
from tests.faults.cloud.queues import Message
from tests.faults.cloud.readers import ShardReader
from tests.faults.cloud.world import World
from tests.faults.readers import folds
from tests.faults.scenarios import KIM
from tests.faults.shop import http, identified, post, viewed

ASKED = "/v1/deadletters/redrive"


def buried(world: World, queue: str, body: Any, name: str = "n1", **given: Any) -> None:
    """Leaves a letter in a queue of dead letters."""
    text = body if isinstance(body, str) else json.dumps(body)
    letter = Message(f"letter-{name}", text, world.clock, world.clock, received=3, **given)
    world.region.queues.by_name[queue].messages[letter.id] = letter


def of_stream(reader: ShardReader, records: list[dict[str, Any]]) -> dict[str, Any]:
    """What Lambda leaves of a batch that a function gave up on."""
    numbers = [one["dynamodb"]["SequenceNumber"] for one in records]
    return {
        "requestContext": {
            "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:FoldEvents:$LATEST",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": 101,
        },
        "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
        "version": "1.0",
        "DDBStreamBatchInfo": {
            "shardId": f"shardId-{reader.shard}",
            "startSequenceNumber": numbers[0],
            "endSequenceNumber": numbers[-1],
            "batchSize": len(records),
            "streamArn": reader.stream.arn,
        },
    }


def request(method: str, path: str, body: Any = None) -> dict[str, Any]:
    """An administrator's."""
    event = http(method, path, json.dumps(body) if body is not None else "", {})
    event["requestContext"]["authorizer"] = {"jwt": {"claims": {"username": "ann", "cognito:groups": "[admin]"}}}
    return event


def listed(world: World) -> list[dict[str, Any]]:
    """The letters that staff see."""
    with world.aside():
        return json.loads(world.lambdas.invoke("people", request("GET", "/v1/deadletters"))["body"])["items"]


def swept(world: World) -> None:
    """Two rounds of the schedule: what one leaves, the next one finds."""
    for _ in range(2):
        world.hand_over("keep_undelivered", {})
        world.region.clock.advance(5 * MINUTE)


def sent_on(world: World) -> None:
    """Somebody asks for all of them until there is an answer, and time passes."""
    answer = world.call("people", lambda: request("POST", ASKED, {}), wait=MINUTE)
    assert answer["statusCode"] == 202, (answer, world.lambdas.errors[-1:])
    world.pass_time(2 * HOUR)


def lost(world: World) -> ShardReader:
    """Two events that no profile has, for their batch was given up."""
    (reader,) = folds(world)
    post(world, identified(world, "m1", "u1", KIM), viewed(world, "m2", userId="u1"), viewed(world, "m3", userId="u1"))
    buried(world, "DeadLetters", of_stream(reader, reader.stream.shards[0]), "stream")
    reader.position = len(reader.stream.shards[0])
    return reader
