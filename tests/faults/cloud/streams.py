"""A table's stream: shards by item key, sequence numbers without a fixed width, old and new images."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.cloud.values import Item, item_size

Key = tuple[str, str]
Record = dict[str, Any]
FIRST_NUMBER = 97  # soon three digits: whoever compares numbers as text is found out


def by_item_key(key: Key) -> int:
    """AWS orders a stream per item, so the whole key chooses the shard."""
    return zlib.crc32("\0".join(key).encode())


@dataclass
class Stream:
    """Records per shard, kept for ever, so that a driver can read any of them again."""

    table: str
    shard_count: int = 1
    choose: Callable[[Key], int] = by_item_key
    label: str = "2026-01-01T00:00:00.000"
    shards: list[list[Record]] = field(default_factory=list)
    moments: list[list[int]] = field(default_factory=list)  # when each record came, ms

    def __post_init__(self) -> None:
        self.shards = [[] for _ in range(self.shard_count)]
        self.moments = [[] for _ in range(self.shard_count)]

    @property
    def arn(self) -> str:
        """As a stream record names its source."""
        return f"arn:aws:dynamodb:us-east-1:123456789012:table/{self.table}/stream/{self.label}"

    def write(self, keys: Item, before: Item | None, after: Item | None, now: int) -> None:
        """Appends what a write changed; a write that changes nothing leaves no record."""
        if before == after:
            return
        values = tuple(next(iter(one.values())) for one in keys.values())
        place = self.choose((values[0], values[1] if len(values) > 1 else "")) % self.shard_count
        number = FIRST_NUMBER + 3 * len(self.shards[place])
        self.shards[place].append(self._record(keys, (before, after), now, number))
        self.moments[place].append(now)

    def _record(self, keys: Item, images: tuple[Item | None, Item | None], now: int, number: int) -> Record:
        before, after = images
        change: dict[str, Any] = {
            "ApproximateCreationDateTime": now // 1000,
            "Keys": keys,
            "SequenceNumber": str(number),
            "SizeBytes": item_size(before) + item_size(after),
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        }
        change |= {"NewImage": after} if after is not None else {}
        change |= {"OldImage": before} if before is not None else {}
        return {
            "eventID": f"{self.table}-{number}",
            "eventName": "INSERT" if before is None else "MODIFY" if after is not None else "REMOVE",
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "awsRegion": "us-east-1",
            "dynamodb": change,
            "eventSourceARN": self.arn,
        }
