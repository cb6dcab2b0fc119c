"""DynamoDB streams, read by hand: records of a shard from a sequence number on, while the stream has them."""

from dataclasses import dataclass
from typing import Any

from tests.faults.cloud.dynamodb import Tables
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.streams import Stream

Params = dict[str, Any]
KEPT = 24 * 3_600_000  # ms


@dataclass
class Shards:
    """The service; an iterator is stream, shard and place as text."""

    tables: Tables

    def iterator(self, params: Params) -> Params:
        """GetShardIterator at a sequence number."""
        stream, shard = self._stream(params["StreamArn"]), int(params["ShardId"].rpartition("-")[2])
        numbers = [one["dynamodb"]["SequenceNumber"] for one in stream.shards[shard]]
        now = self.tables.named(stream.table).clock.now
        if params["SequenceNumber"] not in numbers:
            raise AwsError("ResourceNotFoundException", "Requested resource not found")
        place = numbers.index(params["SequenceNumber"])
        if stream.moments[shard][place] < now - KEPT:
            raise AwsError("TrimmedDataAccessException", "The data is past the trim horizon")
        return {"ShardIterator": f"{params['StreamArn']}|{shard}|{place}"}

    def records(self, params: Params) -> Params:
        """GetRecords, two at a time: whoever reads one page only is found out. An open shard always goes on."""
        arn, shard, place = params["ShardIterator"].split("|")
        found = self._stream(arn).shards[int(shard)][int(place) : int(place) + 2]
        told = [{name: one for name, one in record.items() if name != "eventSourceARN"} for record in found]
        return {"Records": told, "NextShardIterator": f"{arn}|{shard}|{int(place) + len(found)}"}

    def _stream(self, arn: str) -> Stream:
        stream = self.tables.named(arn.split("/")[1]).stream
        if stream is None or stream.arn != arn:
            raise AwsError("ResourceNotFoundException", "Requested resource not found")
        return stream
