"""Records of a DynamoDB stream, read again: a stream keeps them for a day."""

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from segue.aws.clients import client, code_of
from segue.errors import Refused

MOST_PAGES = 20
GONE = ("TrimmedDataAccessException", "ResourceNotFoundException")
Record = dict[str, Any]


def records_between(batch: Mapping[str, Any]) -> list[Record]:
    """The records that a letter is about, as a function hears them. Raises Refused("gone") where the stream has them no
    more; Refused("mixed") where there are others among them, which the function was never meant to hear."""
    try:
        found = list(_read(batch))
    except ClientError as problem:
        if code_of(problem) in GONE:
            raise Refused("gone") from problem
        raise
    if not found or _number(found[0]) != int(batch["startSequenceNumber"]):
        raise Refused("gone")
    if len(found) != batch["batchSize"]:
        raise Refused("mixed")
    return [{**one, "eventSourceARN": batch["streamArn"]} for one in found]


def _read(batch: Mapping[str, Any]) -> Iterator[Record]:
    """From the first to the last of the batch."""
    last = int(batch["endSequenceNumber"])
    for record in _from(batch):
        if _number(record) > last:
            return
        yield record
        if _number(record) == last:
            return


def _from(batch: Mapping[str, Any]) -> Iterator[Record]:
    """From the first of the batch on, some pages of them."""
    streams = client("dynamodbstreams")
    place = streams.get_shard_iterator(
        StreamArn=batch["streamArn"],
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=batch["startSequenceNumber"],
    )["ShardIterator"]
    for _ in range(MOST_PAGES):
        answer = streams.get_records(ShardIterator=place)
        yield from answer["Records"]
        place = answer.get("NextShardIterator")
        if not place:
            return


def _number(record: Record) -> int:
    """Compared as an integer: AWS gives sequence numbers no fixed width."""
    return int(record["dynamodb"]["SequenceNumber"])
