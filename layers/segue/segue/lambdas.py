"""The wrappers that every app.py uses: the clock, stream records, queue messages."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from segue.aws.items import from_item
from segue.times import Millis
from segue.tracing import broke

Lambda = Mapping[str, Any]


def now() -> Millis:
    """The only clock: milliseconds since the epoch. Everything inside takes time as a parameter."""
    return time.time_ns() // 1_000_000


def wait(millis: Millis) -> None:
    """Lets so much time pass."""
    time.sleep(millis / 1000)


def stream_records(event: Lambda) -> Iterator[tuple[str, int, dict[str, Any], dict[str, Any]]]:
    """(stream ARN, sequence number, new image, old image) of each DynamoDB stream record; {} where there is none.

    Sequence numbers are compared as integers: AWS gives them no fixed width.
    """
    for record in event["Records"]:
        change = record["dynamodb"]
        yield (
            record["eventSourceARN"],
            int(change["SequenceNumber"]),
            from_item(_wire(change.get("NewImage", {}))),
            from_item(_wire(change.get("OldImage", {}))),
        )


def is_queue(event: Lambda) -> bool:
    """Whether a queue woke a function that hears a stream too; an empty batch is of no queue."""
    return any("body" in one for one in event["Records"][:1])


def each_message(event: Lambda, act: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Gives every SQS body (JSON) to `act`; the answer names those that failed, so only they come again."""
    failed = [record["messageId"] for record in event["Records"] if not _done(record, act)]
    return {"batchItemFailures": [{"itemIdentifier": one} for one in failed]}


def _done(record: Lambda, act: Callable[[dict[str, Any]], None]) -> bool:
    try:
        act(msgspec.json.decode(record["body"], type=dict[str, Any]))
    except Exception as problem:
        broke("message-failed", problem, id=record["messageId"])
        return False
    return True


def _wire(image: Mapping[str, Any]) -> dict[str, Any]:
    """A stream image carries bytes as base64 text; the SDK's items carry bytes."""
    return {name: _bytes(attribute) for name, attribute in image.items()}


def _bytes(attribute: Mapping[str, Any]) -> dict[str, Any]:
    raw = attribute.get("B")
    return {"B": msgspec.convert(raw, bytes)} if isinstance(raw, str) else dict(attribute)
